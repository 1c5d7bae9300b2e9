import type { Cause } from '../causes/cause.ts';
import type { SupportCase } from '../contacts/contacts.ts';
import { casePointsAt } from '../contacts/points.ts';
import { recentFailedPayments } from '../profiles/payments.ts';
import { countedDaysOf, dayOfLastPurchase } from '../purchases/counted-days.ts';
import type { PurchaseHistory } from '../purchases/history.ts';
import { pmgOf, scoreOf } from '../purchases/value.ts';
import { windowOf } from '../purchases/window.ts';
import { pAlive } from '../rhythm/mbg-nbd.ts';
import { chanceToBuy } from '../score/ranking.ts';
import type { Day, Instant } from '../time/calendar.ts';
import { rhythmOf } from './deadlines.ts';
import type { AlertEvidence, CaseEvidence, IncidentEvidence, PaymentEvidence, SilenceEvidence } from './outputs.ts';
import { ownCalibration } from './own-calibration.ts';
import type { Calibration, IncidentRules, LifecycleRules, SilenceRule } from './parameters.ts';
import type { CustomerState } from './state.ts';
import type { Draft } from './step.ts';

/** The strongest cases that an alert shows. */
const casesMax = 5;

/**
 * All that speaks at the time of an alert.
 *
 * @param silenceRule whose threshold P(alive) has crossed; null where something else than silence made the alert speak
 */
export function evidenceAt(state: CustomerState, { at, day, context }: Draft, silenceRule: SilenceRule | null): AlertEvidence {
  const { purchases, contacts, profile } = state;
  const { rules } = context;
  const calibration = ownCalibration(state, context);
  const knowsSilence = calibration !== null && purchases.acquiredDay !== null;
  return {
    silence: knowsSilence ? evidenceOfSilence(purchases, day, silenceRule, rules.windowDays, calibration) : null,
    incidents: contacts === null ? null : evidenceOfIncidents(contacts.cases, at, rules.incidents),
    notice: contacts === null ? null : contacts.notice,
    payments: profile === null ? null : evidenceOfPayments(profile, at, rules),
  };
}

/** What the silence at a day says, of a customer who has bought before it. */
function evidenceOfSilence(
  purchases: PurchaseHistory,
  day: Day,
  rule: SilenceRule | null,
  windowDays: number,
  calibration: Calibration,
): SilenceEvidence {
  const { rhythm: parameters, rfmEdges, pmgEdges } = calibration;
  const days = countedDaysOf(purchases);
  const rhythm = rhythmOf(days);
  const weeks = (day - days.firstDay) / 7;
  const silenceDays = day - days.lastDay;
  const { frequency, monetaryMinor } = windowOf(purchases, dayOfLastPurchase(purchases), windowDays);
  const { pBuysWithin180Days, reasons } = chanceToBuy(calibration, purchases, day);
  return {
    lastPurchaseDay: days.lastDay,
    silenceDays,
    usualGapDays: rhythm.x === 0 ? null : (days.lastDay - days.firstDay) / rhythm.x,
    purchaseDays: days.count,
    frequency,
    monetaryMinor,
    pAlive: pAlive(parameters, rhythm, weeks),
    pAliveThreshold: rule === null ? null : rule.pAlive,
    pBuysWithin180Days,
    chanceReasons: reasons,
    recencyScore: scoreOf(-silenceDays, rfmEdges.recency),
    frequencyScore: scoreOf(frequency, rfmEdges.frequency),
    monetaryScore: scoreOf(monetaryMinor, rfmEdges.monetary),
    pmg: pmgOf(monetaryMinor, pmgEdges),
  };
}

function evidenceOfIncidents(cases: readonly SupportCase[], at: Instant, rules: IncidentRules): IncidentEvidence | null {
  const speaking = cases
    .map((one): CaseEvidence => caseEvidence(one, casePointsAt(one, at, rules)))
    .filter(({ points }) => points > 0)
    .toSorted((one, other) => other.points - one.points || other.openedAt - one.openedAt || (one.caseId < other.caseId ? -1 : 1));
  const [strongest] = speaking;
  return strongest === undefined ? null : { points: strongest.points, cases: speaking.slice(0, casesMax) };
}

function caseEvidence(one: SupportCase, points: number): CaseEvidence {
  const { caseId, caseKind, important, openedAt, dueAt, promised, closedAt } = one;
  const { sidewaysTransfers, missedAt, bouncedAt, reopenedAt, oneTooMany, restsOn: contacts } = one;
  const gavePoints = { sidewaysTransfers, missedAt, bouncedAt, reopenedAt, oneTooMany };
  return { caseId, caseKind, important, openedAt, dueAt, promised, closedAt, ...gavePoints, restsOn: contacts, points };
}

function evidenceOfPayments(
  profile: NonNullable<CustomerState['profile']>,
  at: Instant,
  rules: LifecycleRules,
): PaymentEvidence | null {
  const { unpaidInvoices } = profile;
  const failedPayments = recentFailedPayments(profile, at, rules).length;
  return unpaidInvoices.length === 0 && failedPayments === 0 ? null : { unpaidInvoices, failedPayments };
}

/** Ids of the events that an alert rests on, each once. */
export function restsOn(
  { lastPurchaseId, profile }: CustomerState,
  { at, context: { rules } }: Draft,
  { incidents, notice, payments }: AlertEvidence,
  causes: readonly Cause[],
): readonly string[] {
  const ids = [
    ...(lastPurchaseId === null ? [] : [lastPurchaseId]),
    ...(notice === null ? [] : [notice.eventId]),
    ...(incidents?.cases ?? []).flatMap((one) => one.restsOn),
    ...(payments?.unpaidInvoices ?? []).map(({ eventId }) => eventId),
    ...recentFailedPayments(profile, at, rules).map(({ eventId }) => eventId),
    ...causes.flatMap((cause) => cause.restsOn),
  ];
  return [...new Set(ids)];
}
