import { describe, expect, it } from 'vitest';
import { checkRules, checkThresholds } from './check-rules.ts';
import { defaultRules } from './default-rules.ts';
import type { LifecycleRules } from './parameters.ts';
import { calibration } from './spec-support.ts';

const { core, lapse } = defaultRules;

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

  it('are refused with a calibration that has P(alive) at a threshold on the day of the first purchase', () => {
    const rhythm = { r: 1, alpha: 1, a: 1, b: 1 };
    expect(checkThresholds(defaultRules, rhythm)).toEqual([
      'core.watch.pAlive is 0.5, but P(alive) is 0.500 on the day of the first purchase (b / (a + b) of the calibration): ' +
        'set it below that, or calibrate on data with more repeat purchases.',
    ]);
    expect(checkThresholds(defaultRules, { ...rhythm, b: 1.01 })).toEqual([]);
  });
});
