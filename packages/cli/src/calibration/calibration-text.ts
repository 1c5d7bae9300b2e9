import type { Calibrated, EdgeChanges, Judgement } from '@ebb/calibration';
import { minorDigitsOf } from '@ebb/contracts';

/** What a calibration came to, or would come to, for a person to read. */
export function calibrationText(judged: Judgement | Calibrated, currency: string): string {
  const { verdict, predecessor, changes } = judged;
  const { customers, repeaters, asOfDay } = verdict.data;
  const version = predecessor === null ? 'no calibration holds yet' : `version ${predecessor.version} holds`;
  return [
    `On ${count(customers)} customers, ${count(repeaters)} of whom have bought on two days or more, as of ${dateOf(asOfDay)}; ${version}.`,
    ...(verdict.kind === 'learning' ? [] : foundLines(verdict.found)),
    ...(changes === null ? [] : ['', ...changeLines(changes, currency)]),
    '',
    ...outcomeLines(judged),
  ].join('\n');
}

type Found = Extract<Judgement['verdict'], { readonly kind: 'refused' }>['found'];

function foundLines(found: Found): string[] {
  if (found === null) return [];
  const { rhythm, goneDaysMin } = found.parameters;
  const { rhythmLogLikelihood, expectedShare } = found.fit;
  const parameters = Object.entries(rhythm).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  return [
    `Rhythm: ${parameters.join(', ')}; log-likelihood ${rhythmLogLikelihood.toFixed(1)}.`,
    ...(expectedShare === null ? [] : [`Within half a year ${expectedShare.toFixed(2)} of those who bought were expected to.`]),
    ...(goneDaysMin === null ? [] : [`Core customers count as gone after ${goneDaysMin} days of silence at the earliest.`]),
    rankingLine(found.fit),
  ];
}

/** What ranks customers, and how a learnt score did beside the rhythm. */
function rankingLine({ scoreDropped, scoreTrial }: NonNullable<Found>['fit']): string {
  const verdict = scoreDropped === null ? 'The learnt score ranks customers.' : `The rhythm ranks customers: ${scoreDropped}`;
  if (scoreTrial === null) return verdict;
  const { all, core, customers } = scoreTrial;
  const lead = ({ difference, standardError }: typeof all) =>
    `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(4)} (standard error ${standardError.toFixed(4)})`;
  const ofCore = core === null ? '' : `, of core ${lead(core)}`;
  return `${verdict} Tried on ${count(customers)}: AUC above the rhythm's ${lead(all)}${ofCore}.`;
}

function changeLines({ before, after, customers }: EdgeChanges, currency: string): string[] {
  const digits = minorDigitsOf(currency) as number;
  const amount = (minor: number) => `${(minor / 10 ** digits).toFixed(digits)} ${currency}`;
  const edges = (name: 'recency' | 'frequency' | 'monetary', inWords: (value: number) => string) =>
    [before, after].map(({ rfmEdges }) => rfmEdges[name].map(inWords).join(', '));
  return table([
    ['edges', 'before', 'after', 'customers who change'],
    ['medium from', amount(before.pmgEdges.medium), amount(after.pmgEdges.medium), ''],
    ['large from', amount(before.pmgEdges.large), amount(after.pmgEdges.large), share(customers.pmg, customers.customers)],
    ['recency, days', ...edges('recency', (days) => String(-days)), share(customers.recency, customers.customers)],
    ['frequency, days', ...edges('frequency', String), share(customers.frequency, customers.customers)],
    ['monetary', ...edges('monetary', amount), share(customers.monetary, customers.customers)],
  ]);
}

function outcomeLines(judged: Judgement | Calibrated): string[] {
  const { verdict } = judged;
  if (verdict.kind === 'learning')
    return ['Still learning, so that silence raises no alerts:', ...verdict.reasons.map((why) => `  ${why}`)];
  if ('published' in judged && judged.published !== null) {
    const { version, effectiveFrom } = judged.published;
    return [`Published as version ${version}. It judges purchases from ${new Date(effectiveFrom).toISOString()} on.`];
  }
  if (verdict.kind === 'accepted') return ['Nothing was published: this was a dry run.'];
  return ['Refused; the last good one stays:', ...verdict.reasons.map((why) => `  ${why}`)];
}

/** The columns flush left. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

const grouped = new Intl.NumberFormat('en-US');
const count = (number: number): string => grouped.format(number);
const share = (some: number, all: number): string =>
  `${count(some)} of ${count(all)} (${all === 0 ? 0 : Math.round((100 * some) / all)} %)`;
const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
