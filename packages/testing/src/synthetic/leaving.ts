import type { DatedCalibration, Instant, Purchase } from '@ebb/domain';

import { documentedRules, oracle, utcCalendar } from '../oracle/index.ts';

/** A core customer who falls silent. */
export interface Leaver {
  readonly customerId: string;
  /** Those before the silence, ascending. */
  readonly purchases: readonly [Purchase, ...Purchase[]];
  /** When silence says that the customer is leaving. */
  readonly leavingAt: Instant;
  /** When silence says that the customer is gone; null where that does not happen. */
  readonly goneAt: Instant | null;
  /** When the customer buys again, else when the data ends. */
  readonly endsAt: Instant;
}

/** Core customers who fall silent, by their last such silence, as the oracle sees them by their purchases alone. */
export function leavers(
  histories: ReadonlyMap<string, readonly Purchase[]>,
  calibrations: readonly DatedCalibration[],
  asOf: Instant,
): readonly Leaver[] {
  const settings = { rules: documentedRules, calibrations, calendar: utcCalendar, asOf };
  return [...histories].flatMap(([customerId, history]) => {
    const alerts = oracle(customerId, history, settings).outputs.filter(({ type }) => type === 'MainDefectorAlert');
    const leaving = alerts.findLast((alert) => alert.type === 'MainDefectorAlert' && alert.phase === 'leaving');
    if (leaving === undefined) return [];
    const ascending = history.toSorted((one, other) => one.at - other.at);
    const [first, ...before] = ascending.filter(({ at }) => at < leaving.at);
    if (first === undefined) return [];
    const endsAt = ascending.find(({ at }) => at >= leaving.at)?.at ?? asOf;
    const gone = alerts.find(({ at }) => at > leaving.at && at <= endsAt);
    return [{ customerId, purchases: [first, ...before], leavingAt: leaving.at, goneAt: gone?.at ?? null, endsAt }];
  });
}
