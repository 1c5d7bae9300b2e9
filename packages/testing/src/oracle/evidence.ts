import type { AlertEvidence, Calibration, Day, Fact, Instant, SilenceEvidence, SupportCase } from '@ebb/domain';
import { pAlive, type Rhythm } from './alive.ts';
import { casesAt, pointsOf } from './cases.ts';
import { failedPayments, unpaidInvoices } from './customer-profile.ts';
import { expectedPurchasesIfAlive } from './expected-purchases.ts';
import { type Life, type Moment, noticeGiven } from './life.ts';
import { countedDays, purchaseDays, windowOf } from './purchase-days.ts';
import { ranked } from './ranking.ts';
import type { OracleSettings } from './settings.ts';

type CaseEvidence = NonNullable<AlertEvidence['incidents']>['cases'][number];

const casesShownMax = 5;

/** Counted days, first and last; the day of the first purchase stands for all where every day was refunded away. */
export function rhythmOf(known: readonly Fact[], { calendar, rules }: OracleSettings): Rhythm | null {
  const acquired = known.find((fact) => fact.kind === 'purchase');
  if (acquired === undefined) return null;
  const counted = countedDays(purchaseDays(known, calendar, rules.windowDays));
  const firstDay = counted[0] ?? calendar.dayOf(acquired.at);
  return { firstDay, lastDay: counted.at(-1) ?? firstDay, repeats: Math.max(counted.length - 1, 0) };
}

/** The day of the last purchase, be it refunded away since. */
export function lastBoughtDay(known: readonly Fact[], { calendar }: OracleSettings): Day | null {
  const last = known.findLast((fact) => fact.kind === 'purchase');
  return last === undefined ? null : calendar.dayOf(last.at);
}

function score(value: number, edges: readonly number[]): number {
  return 1 + edges.filter((edge) => edge < value).length;
}

function sizeOf(monetaryMinor: number, { pmgEdges }: Calibration): SilenceEvidence['pmg'] {
  if (monetaryMinor >= pmgEdges.large) return 'large';
  return monetaryMinor >= pmgEdges.medium ? 'medium' : 'small';
}

/** What the purchases say on a day. @param threshold that P(alive) has crossed; null where something else than silence spoke */
function silenceEvidence(
  { known, calibration }: Life,
  day: Day,
  threshold: number | null,
  settings: OracleSettings,
): SilenceEvidence | null {
  const { calendar, rules } = settings;
  const rhythm = rhythmOf(known, settings);
  const lastBought = lastBoughtDay(known, settings);
  if (rhythm === null || lastBought === null || calibration === null) return null;
  const { firstDay, lastDay, repeats } = rhythm;
  const days = purchaseDays(known, calendar, rules.windowDays);
  const window = windowOf(days, lastBought, rules.windowDays);
  const { chance, reasons } = ranked(calibration, known, rhythm, day, settings);
  return {
    lastPurchaseDay: lastDay,
    silenceDays: day - lastDay,
    usualGapDays: repeats === 0 ? null : (lastDay - firstDay) / repeats,
    purchaseDays: countedDays(days).length,
    ...window,
    pAlive: pAlive(calibration.rhythm, rhythm, day),
    pAliveThreshold: threshold,
    pBuysWithin180Days: chance,
    chanceReasons: reasons,
    recencyScore: score(lastDay - day, calibration.rfmEdges.recency),
    frequencyScore: score(window.frequency, calibration.rfmEdges.frequency),
    monetaryScore: score(window.monetaryMinor, calibration.rfmEdges.monetary),
    pmg: sizeOf(window.monetaryMinor, calibration),
  };
}

/** All that can be checked about an alert. */
export function evidenceOf(life: Life, moment: Moment, threshold: number | null, settings: OracleSettings): AlertEvidence {
  return {
    silence: silenceEvidence(life, moment.day, threshold, settings),
    incidents: incidentEvidence(life, moment.at, settings),
    notice: noticeEvidence(life),
    payments: paymentEvidence(life, moment.at, settings),
  };
}

function incidentEvidence(life: Life, now: Instant, { rules }: OracleSettings): AlertEvidence['incidents'] {
  const speaking = casesAt(life.known, life.missed, now, rules.incidents)
    .map((one) => caseEvidence(one, pointsOf(one, now, rules.incidents)))
    .filter(({ points }) => points > 0)
    .toSorted((one, other) => other.points - one.points || other.openedAt - one.openedAt || (one.caseId < other.caseId ? -1 : 1));
  const [strongest] = speaking;
  return strongest === undefined ? null : { points: strongest.points, cases: speaking.slice(0, casesShownMax) };
}

function caseEvidence(one: SupportCase, points: number): CaseEvidence {
  const { caseId, caseKind, important, openedAt, dueAt, promised, closedAt, restsOn } = one;
  const { sidewaysTransfers, missedAt, bouncedAt, reopenedAt, oneTooMany } = one;
  const happened = { sidewaysTransfers, missedAt, bouncedAt, reopenedAt, oneTooMany };
  return { caseId, caseKind, important, openedAt, dueAt, promised, closedAt, ...happened, restsOn, points };
}

function noticeEvidence(life: Life): AlertEvidence['notice'] {
  const { notice } = life;
  if (notice === null) return null;
  const { eventId, givenAt, effectiveDay } = notice;
  return { eventId, givenAt, effectiveDay, motive: noticeGiven(life)?.motive ?? null };
}

function paymentEvidence({ known }: Life, now: Instant, { calendar, rules }: OracleSettings): AlertEvidence['payments'] {
  const failed = failedPayments(known, now, rules.payments.failedDays).length;
  const unpaid = unpaidInvoices(known).map(({ id, invoiceId, dueOn, at }) => ({
    invoiceId: invoiceId ?? '',
    eventId: id,
    dueDay: dueOn ?? calendar.dayOf(at),
  }));
  return failed === 0 && unpaid.length === 0 ? null : { unpaidInvoices: unpaid, failedPayments: failed };
}

/** Minor units a year that may still be saved, or won back. */
export function valueAtStake(
  life: Life,
  day: Day,
  { phase, hasGivenNotice }: { readonly phase: 'leaving' | 'gone'; readonly hasGivenNotice: boolean },
  settings: OracleSettings,
): number | null {
  const { rules } = settings;
  const { known, calibration } = life;
  const rhythm = rhythmOf(known, settings);
  if (rhythm === null || calibration === null) return null;
  const purchases = expectedPurchasesIfAlive(calibration.rhythm, rhythm, day, 365);
  const goes = hasGivenNotice ? 1 : 1 - pAlive(calibration.rhythm, rhythm, day);
  const share = phase === 'leaving' ? goes : ranked(calibration, known, rhythm, day, settings).chance;
  return Math.max(Math.round((rules.value.marginPercent / 100) * expectedSpend(life, settings) * purchases * share), 0);
}

/** What a purchase day is expected to bring: between what this customer spends and what all do (Fader & Hardie 2013, equation 5). */
function expectedSpend({ known, calibration }: Life, settings: OracleSettings): number {
  const { calendar, rules } = settings;
  const days = purchaseDays(known, calendar, rules.windowDays);
  const lastBought = lastBoughtDay(known, settings) ?? 0;
  const inside = countedDays(days).filter((day) => day > lastBought - rules.windowDays && day <= lastBought);
  const nets = inside.map((day) => (days.get(day)?.grossMinor ?? 0) - (days.get(day)?.refundedMinor ?? 0));
  const mean = nets.length === 0 ? 0 : nets.reduce((sum, net) => sum + net, 0) / nets.length;
  const spend = calibration?.spend ?? null;
  if (spend === null) return mean;
  const { p, q, gammaMinor } = spend;
  return (p * (gammaMinor + nets.length * mean)) / (p * nets.length + q - 1);
}
