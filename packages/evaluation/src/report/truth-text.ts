import type { Judgement } from '@ebb/testing/simulator';
import { aligned } from './text.ts';
import { count, percent } from './words.ts';

/** What Ebb said of who left, by the true cause. */
export function truthText({ dropOuts, alerts }: Judgement): string {
  const header = ['true cause', 'left', 'alerted', 'noticed', 'cause right', 'days to the alert'];
  const rows = dropOuts.map(({ cause, told, dropOuts: left, alerted, noticed, right, daysToAlert }) => [
    told ? cause : `${cause}, untold`,
    count(left),
    count(alerted),
    count(noticed),
    count(right),
    daysToAlert === null ? '–' : String(Math.round(daysToAlert.median)),
  ]);
  const mistaken = alerts.map(
    ({ trigger, alerts: all, alive, paused }) =>
      `Of ${count(all)} alerts by ${trigger}, ${count(alive)} (${percent(alive / all)}) were about customers who were not leaving, ${count(paused)} of them in a pause.`,
  );
  return ['', '── Against the truth', ...aligned([header, ...rows]), '', ...mistaken, ''].join('\n');
}
