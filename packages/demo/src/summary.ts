import { effectsText } from '@ebb/actions';
import { type Stage, stages } from '@ebb/domain';
import { alertText, openLeavingAlert } from './alert-text.ts';
import type { Outcome } from './outcome.ts';
import type { Report } from './report.ts';
import { sum } from './tally.ts';
import { countList, countTable, inWords } from './words.ts';

export interface Reporting {
  readonly currency: string;
  readonly minorDigits: number;
}

/** What the demo ends with. */
export function summaryText(report: Report, outcome: Outcome, { currency, minorDigits }: Reporting): string {
  const { customersByStage, transitions, riskChanges, alertsByKind, webhooks, durationSeconds } = report;
  const alert = openLeavingAlert(outcome);
  return [
    `${inWords(sum(report.eventsRead))} events of ${inWords(sum(customersByStage))} customers, ${durationSeconds} s.`,
    'Purchases are those at CDNOW; support contacts, profile changes, engagements and some categories are synthetic.',
    '',
    'Customers by stage, as of 1998-07-01T00:00Z',
    ...countTable(customersByStage, stages),
    '',
    'Transitions',
    ...countTable(transitions, inOrderOfLife(transitions)),
    '',
    'Changes of risk',
    ...countTable(riskChanges),
    '',
    'Alerts',
    ...countTable(alertsByKind),
    '',
    'Alerts by what made them speak',
    ...countTable(report.alertsByTrigger),
    '',
    'Alerts by first cause',
    ...countTable(report.alertsByCause),
    '',
    'Actions',
    ...countTable(report.actionsByKind),
    '',
    'Decisions not to act',
    ...countTable(report.actionsWithheld),
    '',
    'Actions called off',
    ...countTable(report.actionsCalledOff),
    '',
    'What became of customers within 180 days of an alert (nobody acts on the webhooks of the demo: what differs is chance)',
    ...effectsText(report.effects)
      .split('\n')
      .map((line) => `  ${line}`),
    '',
    `Webhooks received ${inWords(webhooks.received)}, again ${inWords(webhooks.repeats)}, not rightly signed ${inWords(webhooks.refused)}`,
    '',
    'Causes planted in the synthetic events, and how many of the alerts about them found them',
    ...report.syntheticCauses.flatMap(confusionLines),
    '',
    `Retractions ${inWords(report.retractions)}, dead letters ${inWords(report.deadLetters)}${report.deadLetters === 0 ? '' : ` (${countList(report.deadLettersByReason)})`}`,
    ...(outcome.gaps.length === 0 ? [] : ['', 'Missing in what left:', ...outcome.gaps.map((gap) => `  ${gap}`)]),
    ...(alert === undefined ? [] : ['', 'One of the alerts', alertText(alert, currency, minorDigits)]),
    '',
    'Calibrations',
    ...report.calibrations.map(calibrationText),
    '',
    'Each rests on what had happened by its day and judges purchases after it: nothing looks ahead. Only whom the synthetic causes',
    'fall on was chosen knowing how it ends (docs/cdnow.md).',
  ].join('\n');
}

const calibrationText = ({
  asOf,
  verdict,
  version,
  customers,
  expectedShare,
  reasons,
}: Report['calibrations'][number]): string => {
  const [why, ...others] = reasons;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  if (version === null) return `  ${asOf}  ${verdict}: ${why}${more}`;
  const held = expectedShare === null ? '' : `; expected to buy within half a year ${expectedShare.toFixed(2)} of who did`;
  return `  ${asOf}  version ${version} on ${inWords(customers)} customers${held}`;
};

const confusionLines = ({ phase, rows }: Report['syntheticCauses'][number]): string[] => {
  const width = Math.max(0, ...rows.map(({ planted }) => planted.length));
  return [
    `  ${phase}`,
    ...rows.map(({ planted, right, alerts }) => `    ${planted.padEnd(width)}  ${inWords(right)} of ${inWords(alerts)}`),
  ];
};

const inOrderOfLife = (transitions: Report['transitions']): string[] =>
  Object.keys(transitions).toSorted((a, b) => placeInLife(a) - placeInLife(b));

function placeInLife(transition: string): number {
  const [from, to] = transition.split('>') as [Stage, Stage];
  return stages.indexOf(from) * stages.length + stages.indexOf(to);
}
