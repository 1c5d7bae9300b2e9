import { describe, expect, it } from 'vitest';
import { actionOf } from './spec-support.ts';
import { actionFromStored, storedAction } from './stored-action.ts';

describe('a stored action', () => {
  it('comes back as it was, whatever its texts are', () => {
    const action = actionOf('shop-1@delay/alert/action', {
      explanation: 'Achète d’habitude tous les 65 jours ; 13 €',
      reason: '{"z"}',
    });
    expect(actionFromStored(action.recordId, storedAction(action))).toEqual(action);
  });

  it('takes few bytes, as most of it stands in the dictionary', () => {
    const action = actionOf('shop-1@delay/alert/action');
    expect(storedAction(action).length).toBeLessThan(JSON.stringify(action).length / 4);
  });

  it('takes no bytes for ids that follow from its own, however long they are', () => {
    const idsOf = (recordId: string) => ({ alertId: recordId.replace('/action', ''), causeId: recordId.replace('/action', '') });
    const lengthOf = (recordId: string) => storedAction(actionOf(recordId, idsOf(recordId))).length;
    expect(lengthOf('shop-1@delay@case-shop-19986@2025-02-16T09:55:12.000Z/alert/action')).toBe(lengthOf('s/alert/action'));
  });

  it('is read as an earlier build wrote it: the dictionary stays as it is', () => {
    const stored = Buffer.from(
      'AavGU2Uk5uUhagsLYwNTUxNIBkOUzkSvyx1UK3Lh650ILchFXQE1yMtY3Cs6LYyNTUywFZvmBhaW0NSCvdiE60EvN40MBrTgRB+eg4wpo5aEiOSDex7EBFwqYR2FheiGT1TAJiBQ8h6WzFVmqFQLAA==',
      'base64',
    );
    expect(actionFromStored('a1', stored)).toEqual(actionOf('a1'));
  });
});
