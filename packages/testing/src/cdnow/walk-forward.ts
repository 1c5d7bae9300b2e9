/**
 * Calibrations as they would have been published along the way: each fitted on what had happened by its day, and holding from the next.
 * Without a learnt score, which takes most of the time: it ranks customers, and moves no deadline.
 */
import {
  calibrate,
  type DatedCalibration,
  type Day,
  type FittingRules,
  historyWith,
  initialState,
  type LifecycleRules,
  Population,
  type Purchase,
  utcCalendar,
} from '@ebb/domain';

export interface WalkForward {
  readonly rules: LifecycleRules;
  readonly fitting: FittingRules;
  /** The last days that the fits rest on, ascending. */
  readonly days: readonly Day[];
}

/** Those that were accepted, in order. */
export function walkForward(
  histories: ReadonlyMap<string, readonly Purchase[]>,
  { rules, fitting, days }: WalkForward,
): readonly DatedCalibration[] {
  const ascending = [...histories.values()].map((purchases) => purchases.toSorted((one, other) => one.at - other.at));
  return days.reduce<readonly DatedCalibration[]>((accepted, day) => {
    const effectiveFrom = utcCalendar.startOf(day + 1);
    const population = new Population(day, rules, 0);
    for (const purchases of ascending) {
      const known = purchases.filter(({ at }) => at < effectiveFrom);
      population.add(historyWith(initialState.purchases, known, utcCalendar, rules));
    }
    const parameters = accepted.at(-1);
    const verdict = calibrate(population, parameters === undefined ? null : { parameters, trials: [] }, rules, fitting);
    if (verdict.kind !== 'accepted') return accepted;
    return [...accepted, { version: accepted.length + 1, effectiveFrom, ...verdict.found.parameters }];
  }, []);
}
