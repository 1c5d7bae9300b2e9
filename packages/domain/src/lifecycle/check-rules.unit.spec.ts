import { describe, expect, it } from 'vitest';
import { checkRules, checkThresholds } from './check-rules.ts';
import { defaultRules } from './default-rules.ts';
import type { LifecycleRules } from './parameters.ts';
import { calibration } from './spec-support.ts';

const { advocacy, causes, core, incidents, lapse, payments } = defaultRules;

describe('the rules', () => {
  it('can be used as they come', () => {
    expect(checkRules(defaultRules)).toEqual([]);
    expect(checkThresholds(defaultRules, calibration.rhythm)).toEqual([]);
  });

  it.each([
    { ...core, watch: { ...core.watch, pAlive: 0.3 } },
    { ...core, gone: { ...core.gone, pAlive: 0.3 } },
    { ...core, leaving: { ...core.leaving, pAlive: 0.6 } },
  ])('are refused unless silence grows from watch to leaving to gone', (changed) => {
    const problems = checkRules({ ...defaultRules, core: changed });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(
      `watch ${changed.watch.pAlive}, leaving ${changed.leaving.pAlive}, gone ${changed.gone.pAlive}`,
    );
  });

  it('are refused where a lower bound is above the upper one', () => {
    const firstTime = { ...lapse.firstTime, daysMin: 181 };
    const rules: LifecycleRules = { ...defaultRules, lapse: { ...lapse, firstTime } };
    expect(checkRules(rules)).toEqual([
      'lapse.firstTime.daysMin is 181, above lapse.firstTime.daysMax, 180: lower the one or raise the other.',
    ]);
  });

  it('may have a lower bound that equals the upper one', () => {
    const firstTime = { ...lapse.firstTime, daysMin: 180 };
    expect(checkRules({ ...defaultRules, lapse: { ...lapse, firstTime } })).toEqual([]);
  });

  it.each(['firstTime', 'earlyRepeat', 'core'] as const)(
    'are refused where incidents of %s watch only what is leaving',
    (stage) => {
      const changed = { ...incidents, [stage]: { watch: 3, leaving: 3 } };
      expect(checkRules({ ...defaultRules, incidents: changed })).toEqual([
        `incidents.${stage}.watch is 3, not below incidents.${stage}.leaving, 3: points rise from watch to leaving.`,
      ]);
    },
  );

  it('are refused where something weighs more than what is serious', () => {
    const points = { ...incidents.points, complaint: 5 };
    expect(checkRules({ ...defaultRules, incidents: { ...incidents, points } })).toEqual([
      'incidents.points.complaint is 5, above incidents.points.serious, 4: nothing weighs more than what is serious.',
    ]);
    expect(checkRules({ ...defaultRules, payments: { ...payments, unpaidInvoicePoints: 4.5 } })).toHaveLength(1);
    expect(checkRules({ ...defaultRules, payments: { ...payments, unpaidInvoicePoints: 4 } })).toEqual([]);
  });

  it.each([
    ['incidents.casesMax', 16, (casesMax: number) => ({ incidents: { ...incidents, casesMax } })],
    ['incidents.casesDays', 90, (casesDays: number) => ({ incidents: { ...incidents, casesDays } })],
    ['incidents.reopenedDaysMax', 90, (reopenedDaysMax: number) => ({ incidents: { ...incidents, reopenedDaysMax } })],
    ['causes.causeDaysMax', 90, (causeDaysMax: number) => ({ causes: { ...causes, causeDaysMax } })],
    ['payments.failedMin', 16, (failedMin: number) => ({ payments: { ...payments, failedMin } })],
    ['advocacy.referralsMin', 64, (referralsMin: number) => ({ advocacy: { ...advocacy, referralsMin } })],
  ] as const)('are refused where %s asks for more than the %i that are kept', (name, max, changed) => {
    expect(checkRules({ ...defaultRules, ...changed(max) })).toEqual([]);
    const [problem, ...others] = checkRules({ ...defaultRules, ...changed(max + 1) });
    expect(problem).toMatch(new RegExp(`^${name} is ${max + 1}, but ${max} .*: set it to ${max} or less\\.$`));
    expect(others).toEqual([]);
  });

  it('are refused where the eligible categories could make nobody adept, or are counted twice', () => {
    const changed = (eligibleCategories: readonly string[]) => ({
      ...defaultRules,
      advocacy: { ...advocacy, eligibleCategories },
    });
    expect(checkRules(changed(['book', 'cd', 'tea']))).toEqual([]);
    expect(checkRules(changed(['book', 'cd']))).toEqual([
      'advocacy.eligibleCategories has 2, fewer than advocacy.categoriesMin, 3: nobody could be adept by them; name more, or none.',
    ]);
    expect(checkRules(changed(['book', 'cd', 'cd']))).toEqual([
      'advocacy.eligibleCategories names cd twice: name each category once.',
    ]);
  });

  it('are refused with a calibration that has P(alive) at a threshold on the day of the first purchase', () => {
    const rhythm = { r: 1, alpha: 1, a: 1, b: 1 };
    expect(checkThresholds(defaultRules, rhythm)).toEqual([
      'core.watch.pAlive is 0.5, but P(alive) is 0.500 on the day of the first purchase (b / (a + b) of the calibration): ' +
        'set it below that, or calibrate on data with more repeat purchases.',
    ]);
    expect(checkThresholds(defaultRules, { ...rhythm, b: 1.01 })).toEqual([]);
  });
});
