import { keptCasesMax } from '../contacts/contacts.ts';
import { closedCaseDaysMax } from '../contacts/points.ts';
import { failedPaymentsMax, referralsMax } from '../profiles/profile.ts';
import { pAliveAtFirstPurchase, type RhythmParameters } from '../rhythm/mbg-nbd.ts';
import type { LifecycleRules, SilenceRule } from './parameters.ts';

/**
 * What is wrong between the fields of the rules; each field by itself is taken as checked.
 *
 * @returns one sentence a problem; empty where the rules can be used
 */
export function checkRules(rules: LifecycleRules): readonly string[] {
  return [...silenceProblems(rules), ...pointProblems(rules), ...memoryProblems(rules), ...categoryProblems(rules)];
}

function silenceProblems(rules: LifecycleRules): readonly string[] {
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

/** Risk rises from watch to leaving; the points that a case can have at most are those of a serious one. */
function pointProblems({ incidents, payments }: LifecycleRules): readonly string[] {
  const { firstTime, earlyRepeat, core, points } = incidents;
  const problems = Object.entries({ firstTime, earlyRepeat, core })
    .filter(([, { watch, leaving }]) => watch >= leaving)
    .map(
      ([stage, { watch, leaving }]) =>
        `incidents.${stage}.watch is ${watch}, not below incidents.${stage}.leaving, ${leaving}: points rise from watch to leaving.`,
    );
  const { serious } = points;
  const lesser = {
    'incidents.points.unmetExpectation': points.unmetExpectation,
    'incidents.points.complaint': points.complaint,
    'incidents.points.sidewaysTransfer': points.sidewaysTransfer,
    'payments.unpaidInvoicePoints': payments.unpaidInvoicePoints,
    'payments.failedPaymentPoints': payments.failedPaymentPoints,
  };
  for (const [name, value] of Object.entries(lesser)) {
    if (value <= serious) continue;
    problems.push(`${name} is ${value}, above incidents.points.serious, ${serious}: nothing weighs more than what is serious.`);
  }
  return problems;
}

/** What a rule counts has to be kept for as long, and in as great a number. */
function memoryProblems({ incidents, causes, payments, advocacy }: LifecycleRules): readonly string[] {
  const limits = [
    ['incidents.casesMax', incidents.casesMax, keptCasesMax, 'cases are kept of a customer'],
    ['incidents.casesDays', incidents.casesDays, closedCaseDaysMax, 'days is how long a closed case is kept'],
    ['incidents.reopenedDaysMax', incidents.reopenedDaysMax, closedCaseDaysMax, 'days is how long a closed case is kept'],
    ['causes.causeDaysMax', causes.causeDaysMax, closedCaseDaysMax, 'days is how long a closed case is kept'],
    ['payments.failedMin', payments.failedMin, failedPaymentsMax, 'failed payments are kept of a customer'],
    ['advocacy.referralsMin', advocacy.referralsMin, referralsMax, 'referrals are kept of a customer'],
  ] as const;
  return limits
    .filter(([, value, max]) => value > max)
    .map(([name, value, max, why]) => `${name} is ${value}, but ${max} ${why}: set it to ${max} or less.`);
}

function categoryProblems({ advocacy: { eligibleCategories, categoriesMin } }: LifecycleRules): readonly string[] {
  const problems: string[] = [];
  const twice = eligibleCategories.find((category, index) => eligibleCategories.indexOf(category) !== index);
  if (twice !== undefined) problems.push(`advocacy.eligibleCategories names ${twice} twice: name each category once.`);
  const count = eligibleCategories.length;
  if (count > 0 && count < categoriesMin) {
    problems.push(
      `advocacy.eligibleCategories has ${count}, fewer than advocacy.categoriesMin, ${categoriesMin}: nobody could be adept by ` +
        'them; name more, or none.',
    );
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
