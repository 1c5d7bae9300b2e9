/** What the oracle's own tests are written in: days from 1970-01-01, and numbers that a person can check on paper. */
import type { DatedCalibration, Day, Engagement, Fact, ProfileChange, Purchase, Refund, SupportContact } from '@ebb/domain';
import { documentedRules } from './documented-rules.ts';
import type { OracleOutput } from './life.ts';
import { oracle, type Verdict } from './oracle.ts';
import type { OracleSettings } from './settings.ts';
import { utcCalendar } from './utc-calendar.ts';

/** P(alive) = 1 / (1 + ((5 + T) / (5 + tx))^(1 + x) / (3 + x)), in weeks. */
export const roundCalibration: DatedCalibration = {
  version: 7,
  effectiveFrom: 0,
  rhythm: { r: 1, alpha: 5, a: 1, b: 3 },
  pmgEdges: { medium: 50_00, large: 150_00 },
  rfmEdges: { recency: [-90, -60, -30, -10], frequency: [1, 2, 4, 8], monetary: [10_00, 50_00, 100_00, 150_00] },
  spend: null,
  goneDaysMin: null,
  returnTable: null,
  ranking: null,
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

type Said<F extends Fact> = Partial<Omit<F, 'kind' | 'id' | 'at'>> & { readonly hour?: number };

const at = (day: Day, hour: number): number => utcCalendar.startOf(day) + hour * 3_600_000;

/** A support contact on a day, at noon unless an hour is given, of case "c" unless another is named. */
export function contacted(
  day: Day,
  what: SupportContact['what'],
  { hour = 12, ...said }: Said<SupportContact> = {},
): SupportContact {
  const silent = { channel: null, desk: null, level: null, promisedBy: null, rating: null, motive: null, effectiveOn: null };
  const plain = { ...silent, caseId: 'c', caseKind: 'other' as const, important: false };
  return { kind: 'support-contact', id: `${what}-${day}-${hour}`, at: at(day, hour), what, ...plain, ...said };
}

/** A profile change on a day, at noon unless an hour is given. */
export function changed(day: Day, what: ProfileChange['what'], { hour = 12, ...said }: Said<ProfileChange> = {}): ProfileChange {
  const silent = { granted: null, channel: null, consentSource: null, timeZone: null, language: null, relationship: null };
  const more = { shareOfWalletPercent: null, referredCustomerId: null, lossReason: null, invoiceId: null, dueOn: null };
  return {
    kind: 'profile-change',
    id: `${what}-${day}-${hour}`,
    at: at(day, hour),
    what,
    ...silent,
    ...more,
    approvedBy: null,
    ...said,
  };
}

/** An engagement on a day, at noon unless an hour is given; it does not sell unless said. */
export function engaged(day: Day, what: Engagement['what'], { hour = 12, ...said }: Said<Engagement> = {}): Engagement {
  const plain = { channel: null, commercial: false, actionId: null, outcome: null, motive: null, callBackAt: null, detail: null };
  return { kind: 'engagement', id: `${what}-${day}-${hour}`, at: at(day, hour), what, ...plain, ...said };
}

/** The verdict on customer "ann" as of the start of a day, under the documented rules unless said otherwise. */
export function asOfDay(day: Day, facts: readonly Fact[], settings: Partial<OracleSettings> = {}): Verdict {
  return oracle('ann', facts, {
    rules: documentedRules,
    calibrations: [roundCalibration],
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
  switch (output.type) {
    case 'MainDefectorAlert':
      return `alert ${output.phase}`;
    case 'RiskAlert':
      return `risk alert ${output.phase}`;
    case 'AlertClosed':
      return `${output.phase} alert closed (${output.reason})`;
    case 'LifecycleTransition':
      return `${output.fromStage} ${output.fromRisk} > ${output.toStage} ${output.toRisk} (${output.reason})`;
    case 'ActionOutcome':
      return `outcome of ${output.actionId}: ${output.what}`;
    case 'AbandonmentProposed':
      return 'abandonment proposed';
    default:
      return 'contactability changed';
  }
}
