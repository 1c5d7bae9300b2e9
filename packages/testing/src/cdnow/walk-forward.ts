/** Calibrations as they would have been published along the way: each fitted on what had happened by its day, and holding from the next. */
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
  type ScoreTrial,
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
  const trials: ScoreTrial[] = [];
  return days.reduce<readonly DatedCalibration[]>((accepted, day) => {
    const effectiveFrom = utcCalendar.startOf(day + 1);
    const population = new Population(day, rules);
    for (const purchases of ascending) {
      const known = purchases.filter(({ at }) => at < effectiveFrom);
      population.add(historyWith(initialState.purchases, known, utcCalendar, rules));
    }
    const parameters = accepted.at(-1);
    const verdict = calibrate(population, parameters === undefined ? null : { parameters, trials }, rules, fitting);
    if (verdict.kind !== 'accepted') return accepted;
    const { scoreTrial } = verdict.found.fit;
    if (scoreTrial !== null) trials.push(scoreTrial);
    return [...accepted, { version: accepted.length + 1, effectiveFrom, ...verdict.found.parameters }];
  }, []);
}
