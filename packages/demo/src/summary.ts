import { type Stage, stages } from '@ebb/domain';
import { alertText, openLeavingAlert } from './alert-text.ts';
import type { Outcome } from './outcome.ts';
import type { Report } from './report.ts';
import { sum } from './tally.ts';
import { countTable, inWords } from './words.ts';

export interface Reporting {
  readonly currency: string;
  readonly minorDigits: number;
}

/** What the demo ends with. */
export function summaryText(report: Report, outcome: Outcome, { currency, minorDigits }: Reporting): string {
  const { customersByStage, transitions, riskChanges, alertsByKind, durationSeconds } = report;
  const alert = openLeavingAlert(outcome);
  return [
    `${inWords(sum(report.eventsRead))} purchases of ${inWords(sum(customersByStage))} customers, ${durationSeconds} s.`,
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
    'Main-defector alerts',
    ...countTable(alertsByKind),
    '',
    `Retractions ${inWords(report.retractions)}, dead letters ${inWords(report.deadLetters)}`,
    ...(outcome.gaps.length === 0 ? [] : ['', 'Missing in what left:', ...outcome.gaps.map((gap) => `  ${gap}`)]),
    ...(alert === undefined ? [] : ['', 'One of the alerts', alertText(alert, currency, minorDigits)]),
    '',
    'The rhythm parameters and the edges between small, medium and large customers look ahead: they were fitted on data up to',
    '1997-09-30 and hold from the first day. This shows that the rules work as meant, not how well they foresee',
    '(infra/cdnow/README.md, docs/cdnow.md).',
  ].join('\n');
}

const inOrderOfLife = (transitions: Report['transitions']): string[] =>
  Object.keys(transitions).toSorted((a, b) => placeInLife(a) - placeInLife(b));

function placeInLife(transition: string): number {
  const [from, to] = transition.split('>') as [Stage, Stage];
  return stages.indexOf(from) * stages.length + stages.indexOf(to);
}
