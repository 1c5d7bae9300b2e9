/** What the oracle's own tests are written in: days from 1970-01-01, and numbers that a person can check on paper. */
import type { Calibration, Day, Fact, Purchase, Refund } from '@ebb/domain';
import { documentedRules } from './documented-rules.ts';
import type { OracleOutput } from './life.ts';
import { oracle, type Verdict } from './oracle.ts';
import type { OracleSettings } from './settings.ts';
import { utcCalendar } from './utc-calendar.ts';

/** P(alive) = 1 / (1 + ((5 + T) / (5 + tx))^(1 + x) / (3 + x)), in weeks. */
export const roundCalibration: Calibration = {
  version: 7,
  rhythm: { r: 1, alpha: 5, a: 1, b: 3 },
  pmgEdges: { medium: 50_00, large: 150_00 },
  rfmEdges: { recency: [-90, -60, -30, -10], frequency: [1, 2, 4, 8], monetary: [10_00, 50_00, 100_00, 150_00] },
};

/** A purchase on a day, at noon unless an hour is given. */
export function bought(day: Day, { amountMinor = 20_00, hour = 12 } = {}): Purchase {
  return {
    kind: 'purchase',
    id: `bought-${day}-${hour}`,
    at: utcCalendar.startOf(day) + hour * 3_600_000,
    amountMinor,
    categories: [],
  };
}

/** A refund on a day, at 13:00, of a purchase on another day where it is named. */
export function refunded(day: Day, amountMinor: number, purchaseDay: Day | null = null): Refund {
  const purchaseAt = purchaseDay === null ? null : utcCalendar.startOf(purchaseDay);
  return { kind: 'refund', id: `refunded-${day}`, at: utcCalendar.startOf(day) + 13 * 3_600_000, amountMinor, purchaseAt };
}

/** The verdict on customer "ann" as of the start of a day, under the documented rules unless said otherwise. */
export function asOfDay(day: Day, facts: readonly Fact[], settings: Partial<OracleSettings> = {}): Verdict {
  return oracle('ann', facts, {
    rules: documentedRules,
    calibration: roundCalibration,
    calendar: utcCalendar,
    asOf: utcCalendar.startOf(day),
    ...settings,
  });
}

/** What was said, a line each: "94: first-time steady > inactive steady (silence)". */
export function story({ outputs }: Verdict): readonly string[] {
  return outputs.map((output) => `${utcCalendar.dayOf(output.at)}: ${line(output)}`);
}

function line(output: OracleOutput): string {
  if (output.type === 'MainDefectorAlert') return `alert ${output.phase}`;
  if (output.type === 'AlertClosed') return `${output.phase} alert closed (${output.reason})`;
  return `${output.fromStage} ${output.fromRisk} > ${output.toStage} ${output.toRisk} (${output.reason})`;
}
