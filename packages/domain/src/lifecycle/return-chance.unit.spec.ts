import { describe, expect, it } from 'vitest';
import { pBuysWithin } from '../rhythm/mbg-nbd.ts';
import { rhythmReturnChance } from './return-chance.ts';
import { Customer, calibration } from './spec-support.ts';

describe('the chance to buy within half a year', () => {
  const rhythm = { x: 2, tx: 20 };

  it('is that of the rhythm, corrected by what came of such chances before', () => {
    const chance = pBuysWithin(calibration.rhythm, rhythm, 40, 180 / 7);
    expect(rhythmReturnChance(calibration, rhythm, 40)).toBe(chance);
    const returnTable = { predicted: [0, 1], observed: [0.1, 0.5] };
    expect(rhythmReturnChance({ ...calibration, returnTable }, rhythm, 40)).toBeCloseTo(0.1 + 0.4 * chance, 12);
  });

  it('is told so in alerts', () => {
    const returnTable = { predicted: [0.5], observed: [0.25] };
    const ann = new Customer({ calibration: { ...calibration, returnTable } }).buysOn([0, 20, 40, 60]);
    const [alert] = ann.waitsUntil(ann.deadlines().leaving!).alerts();
    expect(alert?.evidence.silence?.pBuysWithin180Days).toBe(0.25);
    expect(alert?.explanation).toContain('25 % likely to buy within half a year');
  });
});
