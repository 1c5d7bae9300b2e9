import { pAliveAtFirstPurchase, type RhythmParameters } from '../rhythm/mbg-nbd.ts';
import type { LifecycleRules, SilenceRule } from './parameters.ts';

/**
 * What is wrong between the fields of the rules; each field by itself is taken as checked.
 *
 * @returns one sentence a problem; empty where the rules can be used
 */
export function checkRules(rules: LifecycleRules): readonly string[] {
  const problems: string[] = [];
  const { watch, leaving, gone } = rules.core;
  if (!(watch.pAlive > leaving.pAlive && leaving.pAlive > gone.pAlive)) {
    problems.push(
      `The P(alive) thresholds of core are watch ${watch.pAlive}, leaving ${leaving.pAlive}, gone ${gone.pAlive}: ` +
        'each must be below the one before, as silence grows from watch to leaving to gone.',
    );
  }
  for (const [name, rule] of namedSilenceRules(rules)) {
    if (rule.daysMin > rule.daysMax) {
      problems.push(
        `${name}.daysMin is ${rule.daysMin}, above ${name}.daysMax, ${rule.daysMax}: lower the one or raise the other.`,
      );
    }
  }
  return problems;
}

/**
 * Which P(alive) thresholds of the rules a calibration does not allow: at or above b / (a + b) a customer would already
 * be under the threshold on the day of the first purchase.
 *
 * @returns one sentence a problem; empty where the rules can be used with the calibration
 */
export function checkThresholds(rules: LifecycleRules, rhythm: RhythmParameters): readonly string[] {
  const atFirstPurchase = pAliveAtFirstPurchase(rhythm);
  return namedSilenceRules(rules)
    .filter(([, rule]) => rule.pAlive >= atFirstPurchase)
    .map(
      ([name, rule]) =>
        `${name}.pAlive is ${rule.pAlive}, but P(alive) is ${atFirstPurchase.toFixed(3)} on the day of the first purchase ` +
        `(b / (a + b) of the calibration): set it below that, or calibrate on data with more repeat purchases.`,
    );
}

function namedSilenceRules({ lapse, core }: LifecycleRules): readonly (readonly [string, SilenceRule])[] {
  return [
    ['lapse.firstTime', lapse.firstTime],
    ['lapse.earlyRepeat', lapse.earlyRepeat],
    ['lapse.returned', lapse.returned],
    ['core.watch', core.watch],
    ['core.leaving', core.leaving],
    ['core.gone', core.gone],
  ];
}
