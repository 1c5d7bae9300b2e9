import type { LifecycleRules } from '../lifecycle/parameters.ts';
import { dayMilliseconds, type Instant } from '../time/calendar.ts';
import type { Dated, Profile } from './profile.ts';

/** Failed payments of the days over which they are counted, oldest first. */
export function recentFailedPayments(profile: Profile | null, at: Instant, { payments }: LifecycleRules): readonly Dated[] {
  const since = at - payments.failedDays * dayMilliseconds;
  return profile === null ? [] : profile.failedPayments.filter((one) => one.at > since);
}

/** What unpaid invoices and failed payments add to the points of incidents: of contractual customers only. */
export function paymentPointsAt(profile: Profile | null, at: Instant, rules: LifecycleRules): number {
  if (profile?.relationship !== 'contractual') return 0;
  const unpaid = profile.unpaidInvoices.length > 0 ? rules.payments.unpaidInvoicePoints : 0;
  return Math.max(unpaid, failurePoints(recentFailedPayments(profile, at, rules).length, rules));
}

function failurePoints(failures: number, { payments, incidents }: LifecycleRules): number {
  if (failures === 0) return 0;
  return failures >= payments.failedMin ? incidents.points.serious : payments.failedPaymentPoints;
}
