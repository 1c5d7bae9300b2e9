import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EffectCount, effectCounts, effectFigures, effectFlow } from './effects.ts';
import { actionKinds, type EffectMeasured, effectGroups, effectOutcomes } from './outputs.ts';
import { alert, closing, contextOf, days, outputsOf, tuesday } from './spec-support.ts';

const common = { kind: 'proactive-retention', stage: 'core' } as const;

/** Of some, how many came back, in each group. */
const counted = (acted: readonly [number, number], heldOut: readonly [number, number]): EffectCount[] => [
  { ...common, group: 'acted', outcome: 'purchased', count: acted[0] },
  { ...common, group: 'acted', outcome: 'away', count: acted[1] - acted[0] },
  { ...common, group: 'held-out', outcome: 'returned', count: heldOut[0] },
  { ...common, group: 'held-out', outcome: 'lost', count: heldOut[1] - heldOut[0] },
];

describe('the effect of an action', () => {
  it('is the share of those acted on who came back less that of those held out', () => {
    const [figures] = effectFigures(counted([56, 70], [48, 80]));
    expect(figures).toMatchObject({
      ...common,
      acted: { customers: 70, cameBack: 56, share: 0.8 },
      heldOut: { customers: 80, cameBack: 48, share: 0.6 },
    });
    expect(figures?.effect?.value).toBeCloseTo(0.2);
  });

  it.each([
    { acted: [56, 70], heldOut: [48, 80], low: 0.0524, high: 0.3339 },
    { acted: [9, 10], heldOut: [3, 10], low: 0.1705, high: 0.809 },
    { acted: [5, 56], heldOut: [0, 29], low: -0.0381, high: 0.1926 },
    { acted: [10, 10], heldOut: [0, 10], low: 0.6075, high: 1 },
  ] as const)('has the interval of Newcombe (1998), table II: $acted and $heldOut', ({ acted, heldOut, low, high }) => {
    const [figures] = effectFigures(counted(acted, heldOut));
    expect(figures?.effect?.low).toBeCloseTo(low, 4);
    expect(figures?.effect?.high).toBeCloseTo(high, 4);
  });

  it('is not known while there is nobody to compare with', () => {
    expect(effectFigures(counted([1, 2], [0, 0]))).toMatchObject([{ heldOut: { customers: 0, share: null }, effect: null }]);
    expect(effectFigures(counted([0, 0], [0, 0]))).toEqual([]);
  });

  it('lies within its interval, which lies within what shares can differ by', () => {
    const anyGroup = fc
      .tuple(fc.nat(500), fc.integer({ min: 1, max: 500 }))
      .map(([some, all]) => [some % (all + 1), all] as const);
    fc.assert(
      fc.property(anyGroup, anyGroup, (acted, heldOut) => {
        const { low = 0, value = 0, high = 0 } = effectFigures(counted(acted, heldOut))[0]?.effect ?? {};
        expect(low).toBeGreaterThanOrEqual(-1 - 1e-9);
        expect(low).toBeLessThanOrEqual(value + 1e-9);
        expect(value).toBeLessThanOrEqual(high + 1e-9);
        expect(high).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

it('a record is counted once by what it tells, and the words of the count are read back', () => {
  const outputs = outputsOf([alert(), closing('event/alert', tuesday + days(9))], contextOf({ holdOutShareOf: () => 0 }));
  const flows = outputs.map(effectFlow).filter((flow) => flow !== '');
  expect(flows).toEqual(['proactive-retention/core/held-out/purchased']);
  expect(effectCounts({ [flows[0] as string]: 3 })).toEqual([{ ...common, group: 'held-out', outcome: 'purchased', count: 3 }]);
});

it('no word of a count holds what parts them', () => {
  const words: readonly (EffectMeasured['kind'] | EffectMeasured['group'] | EffectMeasured['outcome'])[] = [
    ...actionKinds,
    ...effectGroups,
    ...effectOutcomes,
  ];
  expect(words.filter((word) => word.includes('/'))).toEqual([]);
});
