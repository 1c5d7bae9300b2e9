/** Customers who leave for something outside of the shop, and those who say that they will. */
import type { Instant } from '@ebb/domain';
import { day, hour, type Pen } from '../synthetic/pen.ts';
import type { Chance } from './chance.ts';
import type { Leaving } from './leaving.ts';
import { firstOf, timesOf } from './nature.ts';
import type { OutsideMotive, Shop } from './shop.ts';

/** Days from the drop-out to the notice, and to the call that is refused. */
const daysToNotice = [0, 10] as const;
const daysToRefusal = [20, 60] as const;
/** Days from a notice until it is taken back. */
const daysToWithdrawal = [5, 20] as const;
/** Days from a failed payment to the drop-out; of the first and of the second. */
const failedPaymentDays = [
  [10, 25],
  [1, 6],
] as const;

/** One for each motive, when it would come about. */
export function outsideLeavings(acquiredAt: Instant, { outside }: Shop, chance: Chance): readonly Leaving[] {
  const { perYear, noticeShare, refusalShare } = outside;
  return (Object.entries(perYear) as [OutsideMotive, number][]).map(([cause, rate]): Leaving => {
    const at = firstOf(rate, acquiredAt, chance);
    const way = chance.uniform();
    const failedAt =
      cause === 'payment-difficulty' ? failedPaymentDays.map((days) => daysBefore(at, days, acquiredAt, chance)) : [];
    const tell = (pen: Pen): Instant | null => {
      for (const failed of failedAt)
        pen.profile(failed, { what: 'payment-failed', invoiceId: `synthetic-invoice-${pen.customerId}` });
      const statedAt = way < noticeShare ? giveNotice(pen, at, cause, chance) : null;
      const refusedAt = way >= noticeShare && way < noticeShare + refusalShare ? refuse(pen, at, cause, chance) : null;
      return failedAt.at(-1) ?? statedAt ?? refusedAt;
    };
    return { at, cause, beganAt: failedAt[0] ?? at, caseId: null, tell };
  });
}

function giveNotice(pen: Pen, leftAt: Instant, motive: OutsideMotive, chance: Chance): Instant {
  const at = leftAt + Math.floor(chance.between(daysToNotice) * day);
  pen.contact(at, 'notice', { what: 'notice-given', kind: 'other', motive });
  return at;
}

function refuse(pen: Pen, leftAt: Instant, motive: OutsideMotive, chance: Chance): Instant {
  const at = pen.daysAfter(leftAt, chance.between(daysToRefusal));
  pen.engagement(at, { what: 'campaign-sent', channel: 'phone' });
  pen.engagement(at + hour, { what: 'outcome', channel: 'phone', commercial: false, outcome: 'refused', motive });
  return at + hour;
}

const daysBefore = (at: Instant, days: readonly [number, number], earliest: Instant, chance: Chance): Instant =>
  Math.max(earliest, at - Math.floor(chance.between(days) * day));

/** Notices given and taken back, by those who are still there. */
export function threaten(pen: Pen, acquiredAt: Instant, leftAt: Instant, shop: Shop, chance: Chance): void {
  for (const at of timesOf(shop.outside.threatsPerYear, acquiredAt, shop, chance)) {
    const withdrawnAt = at + Math.floor(chance.between(daysToWithdrawal) * day);
    if (withdrawnAt >= leftAt) return;
    pen.contact(at, 'threat', { what: 'notice-given', kind: 'other', motive: 'price' });
    pen.contact(withdrawnAt, 'threat', { what: 'notice-withdrawn', kind: 'other' });
  }
}
