import { calmDay } from '../contacts/calm-day.ts';
import { recentFailedPayments } from '../profiles/payments.ts';
import type { Profile } from '../profiles/profile.ts';
import { type Day, dayMilliseconds, type Instant } from '../time/calendar.ts';
import { thresholdsOf } from './incident-risk.ts';
import type { LifecycleContext, LifecycleRules } from './parameters.ts';
import { isLive } from './risk.ts';
import type { CustomerState } from './state.ts';

/**
 * The first start of a day, at `at` or later, on which the risk by incidents falls; null where there is none, while a case is
 * open, and while an invoice of a contractual customer is unpaid.
 */
export function dayOfCalm(
  { stage, incidentRisk, contacts, profile }: CustomerState,
  at: Instant,
  { rules, calendar }: LifecycleContext,
): Day | null {
  if (incidentRisk === 'steady' || !isLive(stage)) return null;
  const threshold = thresholdsOf(stage, rules)[incidentRisk];
  const from = paymentsCalmFrom(profile, threshold, at, rules);
  return from === null ? null : calmDay(contacts, threshold, from, rules.incidents, calendar);
}

/** From when the payments of a contractual customer are under the threshold; null while an invoice is unpaid. */
function paymentsCalmFrom(profile: Profile | null, threshold: number, at: Instant, rules: LifecycleRules): Instant | null {
  if (profile?.relationship !== 'contractual') return at;
  if (profile.unpaidInvoices.length > 0) return null;
  const { payments, incidents } = rules;
  if (incidents.points.serious < threshold) return at;
  // So many failed payments may be left; the next one has to be forgotten first.
  const allowed = payments.failedPaymentPoints < threshold ? payments.failedMin - 1 : 0;
  const next = recentFailedPayments(profile, at, rules).at(-1 - allowed);
  return next === undefined ? at : next.at + payments.failedDays * dayMilliseconds;
}
