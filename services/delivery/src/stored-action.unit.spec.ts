import { describe, expect, it } from 'vitest';
import { actionOf } from './spec-support.ts';
import { actionFromStored, storedAction } from './stored-action.ts';

describe('a stored action', () => {
  it('comes back as it was, whatever its texts are', () => {
    const action = actionOf('shop-1@delay/alert/action', {
      explanation: 'Achète d’habitude tous les 65 jours ; 13 €',
      reason: '{"z"}',
    });
    expect(actionFromStored(storedAction(action))).toEqual(action);
  });

  it('takes few characters, as most of it stands in the dictionary', () => {
    const action = actionOf('shop-1@delay/alert/action');
    expect(storedAction(action).length).toBeLessThan(JSON.stringify(action).length / 2);
  });

  it('is read as it was written before it was deflated', () => {
    const action = actionOf('a1');
    expect(actionFromStored(JSON.stringify(action))).toEqual(action);
  });

  it('is read as an earlier build wrote it: the dictionary stays as it is', () => {
    const stored =
      'zQ6l8Eg3xViCJeXmIusPC2MDU1AS97gCbgFQNQPjwopzoRbyDavkufHEUodW7qMulBnmBjHv5p4WxsYkJtjLW3MDCEpq0sJexcD3ohayRwYCWsuhjeZABaNRiE5F8cE+amICLMKxDthDd8FkN2GwFSkbFkhPLDJVqAQ==';
    expect(actionFromStored(stored)).toEqual(actionOf('a1'));
  });
});
