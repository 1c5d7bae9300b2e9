import { isoDate } from '@ebb/domain';
import { EvaluationError } from '../errors.ts';
import type { Cut, HistoryData } from './history-data.ts';

const horizonDaysMax = 273;
/** Of the days that the history spans. */
const shares = [0.5, 0.65, 0.8];

/** Cuts for a history that names none: at half of it and later, each with as many days after it as there are, up to 39 weeks. */
export function defaultCuts({ firstDay, lastDay }: HistoryData): readonly Cut[] {
  const days = new Set(shares.map((share) => Math.floor(firstDay + share * (lastDay - firstDay))));
  return [...days].map((day) => ({ day, horizonDays: Math.min(lastDay - day, horizonDaysMax) }));
}

/** @throws {EvaluationError} where something of what is asked about lies outside of the history */
export function checkCuts(cuts: readonly Cut[], { name, firstDay, lastDay }: HistoryData): void {
  for (const { day, horizonDays } of cuts) {
    if (day >= firstDay && day + horizonDays <= lastDay) continue;
    const last = lastDay - horizonDays;
    throw new EvaluationError(
      `${name} tells of ${isoDate(firstDay)} to ${isoDate(lastDay)}: a cut on ${isoDate(day)} with ${horizonDays} days after it is not in there.` +
        (last < firstDay
          ? ` Give --horizon of at most ${lastDay - firstDay} days.`
          : ` With that horizon, give --cut between ${isoDate(firstDay)} and ${isoDate(last)}.`),
    );
  }
}
