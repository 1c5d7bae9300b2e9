import { recentFailedPayments } from '../profiles/payments.ts';
import type { Cause } from './cause.ts';
import type { Inquiry, Known } from './known.ts';
import { ago, agoFr, count, countFr } from './words.ts';

/** Failed payments, one after the other, whatever the relationship. */
export function provedByPayments({ profile }: Known, { at, rules }: Inquiry): readonly Cause[] {
  const failed = recentFailedPayments(profile, at, rules);
  const last = failed.at(-1);
  const { failedMin, failedDays } = rules.payments;
  if (last === undefined || failed.length < failedMin) return [];
  const payments = count(failed.length, 'failed payment', 'failed payments');
  const paymentsFr = countFr(failed.length, 'paiement refusé', 'paiements refusés');
  return [
    {
      cause: 'payment-difficulty',
      proof: 'open',
      at: last.at,
      caseId: null,
      detail: `${payments} within ${count(failedDays, 'day', 'days')}, the last ${ago(at - last.at)}`,
      detailFr: `${paymentsFr} en ${countFr(failedDays, 'jour', 'jours')}, le dernier ${agoFr(at - last.at)}`,
      restsOn: failed.map(({ eventId }) => eventId),
    },
  ];
}
