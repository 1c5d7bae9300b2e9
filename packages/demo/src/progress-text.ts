import { stages } from '@ebb/domain';
import type { Outcome } from './outcome.ts';
import { sum, tallyOf } from './tally.ts';
import { countList, dayOf, inWords } from './words.ts';

export interface DemoProgress {
  /** Read and committed by the lifecycle service. */
  readonly eventsRead: number;
  readonly eventsTotal: number;
  /** Over the last second or so. */
  readonly eventsPerSecond: number;
  /** Event time up to which all has been judged; null before anything was. */
  readonly completeTo: number | null;
  readonly outcome: Outcome;
  /** That the receiver has had. */
  readonly webhooks: number;
}

export function progressBlock(progress: DemoProgress): string {
  const { eventsRead, eventsTotal, eventsPerSecond, outcome } = progress;
  const tally = tallyOf(outcome);
  return [
    `  event date    ${dateOf(progress)}`,
    `  events        ${inWords(eventsRead)} of ${inWords(eventsTotal)}   (${inWords(eventsPerSecond)}/s)`,
    `  customers     ${countList(tally.stages, stages) || 'none yet'}`,
    `  transitions   ${inWords(sum(tally.transitions))}   changes of risk ${inWords(sum(tally.riskChanges))}`,
    `  alerts        ${countList(tally.alerts)}`,
    `  actions       ${countList(tally.actions) || 'none yet'}   webhooks ${inWords(progress.webhooks)}`,
    `  retractions   ${inWords(outcome.retractions)}   dead letters ${inWords(outcome.deadLetters.length)}`,
  ].join('\n');
}

export function progressLine(progress: DemoProgress): string {
  const { eventsRead, eventsPerSecond, outcome } = progress;
  const tally = tallyOf(outcome);
  return [
    dateOf(progress),
    `${inWords(eventsRead)} events (${inWords(eventsPerSecond)}/s)`,
    `customers: ${countList(tally.stages, stages) || 'none yet'}`,
    `transitions ${inWords(sum(tally.transitions))}`,
    `alerts: ${countList(tally.alerts)}`,
    `actions ${inWords(sum(tally.actions))}`,
    `webhooks ${inWords(progress.webhooks)}`,
    `retractions ${inWords(outcome.retractions)}`,
    `dead letters ${inWords(outcome.deadLetters.length)}`,
  ].join(' | ');
}

const dateOf = ({ completeTo }: DemoProgress): string => (completeTo === null ? '----------' : dayOf(completeTo));
