/** What happens to customers who have no cause to leave, and the rarer ways through the lifecycle. */
import type { LossReason } from '@ebb/contracts';
import type { CauseName, Instant, Purchase } from '@ebb/domain';
import { day, hour, type Pen } from './pen.ts';

/** A customer by purchases. */
export interface Buyer {
  readonly customerId: string;
  /** Ascending. */
  readonly purchases: readonly [Purchase, ...Purchase[]];
}

export interface Story {
  readonly name: string;
  /** How many customers it happens to, of a hundred thousand. */
  readonly share: number;
  readonly fits: (buyer: Buyer) => boolean;
  readonly tell: (pen: Pen, buyer: Buyer) => void;
  /** The cause that it proves, if any. */
  readonly cause?: CauseName;
}

const always = (): boolean => true;
const spent = ({ purchases }: Buyer): number => purchases.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
/** A contact costs more than a small customer brings: those are left alone, or all of them would be proposed for abandonment. */
const isWorthAnAnswer = (buyer: Buyer): boolean => spent(buyer) >= 60_00;
const visitsOf = ({ purchases }: Buyer): readonly Instant[] => [...new Set(purchases.map(({ at }) => at))];
const lastOf = ({ purchases }: Buyer): Purchase => purchases.at(-1) ?? purchases[0];
const soonAfterFirst = (pen: Pen, { purchases: [first] }: Buyer): Instant => pen.daysAfter(first.at, 3 + pen.random() * 12);
const sometime = (pen: Pen, { purchases: [first] }: Buyer): Instant => pen.daysAfter(first.at, 20 + pen.random() * 300);

/** No reason to leave in any of them. */
const harmless: readonly Story[] = [
  {
    name: 'a question is answered in time',
    share: 900,
    fits: isWorthAnAnswer,
    tell: (pen, buyer) => {
      const at = sometime(pen, buyer);
      pen.contact(at, 'question', { what: 'opened', kind: 'question' });
      pen.contact(at + 20 * hour, 'question', { what: 'resolved', kind: 'other' });
    },
  },
  {
    name: 'a complaint was resolved in time, the promise kept, and a good rating given',
    share: 300,
    fits: (buyer) => isWorthAnAnswer(buyer) && visitsOf(buyer).length >= 4,
    tell: (pen, buyer) => {
      const at = soonAfterFirst(pen, buyer);
      pen.contact(at, 'complaint', { what: 'opened', kind: 'complaint' });
      pen.contact(at + hour, 'complaint', { what: 'promised', kind: 'other', promisedBy: at + 48 * hour });
      pen.contact(at + 40 * hour, 'complaint', { what: 'closed', kind: 'other' });
      pen.contact(at + 90 * hour, 'complaint', { what: 'rating', kind: 'other', rating: 4 });
    },
  },
  {
    name: 'praise',
    share: 200,
    fits: isWorthAnAnswer,
    tell: (pen, buyer) => pen.contact(sometime(pen, buyer), 'praise', { what: 'praise', kind: 'other', channel: 'mail' }),
  },
  {
    name: 'consents, and says where and in which language',
    share: 800,
    fits: always,
    tell: (pen, buyer) => {
      const at = soonAfterFirst(pen, buyer);
      pen.profile(at, {
        what: 'consent',
        granted: true,
        channel: pen.one(['phone', 'mail', 'sms']),
        consentSource: 'synthetic form',
      });
      pen.profile(at + hour, {
        what: 'time-zone',
        timeZone: pen.one(['America/New_York', 'America/Los_Angeles', 'Europe/Paris']),
      });
      pen.profile(at + 2 * hour, { what: 'language', language: pen.one(['en', 'fr', 'es']) });
    },
  },
  {
    name: 'opts out',
    share: 150,
    fits: always,
    tell: (pen, buyer) => {
      const at = sometime(pen, buyer);
      pen.engagement(at, { what: 'campaign-sent' });
      pen.engagement(at + day, { what: 'opted-out', commercial: false });
    },
  },
  {
    name: 'must not be contacted, for a while',
    share: 50,
    fits: always,
    tell: (pen, buyer) => {
      const at = soonAfterFirst(pen, buyer);
      pen.profile(at, { what: 'do-not-contact', granted: true, channel: 'phone' });
      pen.profile(at + 60 * day, { what: 'do-not-contact', granted: false, channel: 'phone' });
    },
  },
  {
    name: 'answers a campaign',
    share: 300,
    fits: always,
    tell: (pen, buyer) => {
      const at = sometime(pen, buyer);
      pen.engagement(at, { what: 'campaign-sent' });
      pen.engagement(at + day, { what: 'answered', commercial: false });
    },
  },
  {
    name: 'refers one customer, or two',
    share: 200,
    fits: always,
    tell: (pen, buyer) => {
      const at = soonAfterFirst(pen, buyer);
      const refer = (which: string) =>
        pen.profile(pen.daysAfter(at, which === 'a' ? 0 : 30), {
          what: 'referral',
          referredCustomerId: `synthetic-friend-${pen.customerId}-${which}`,
        });
      refer('a');
      if (pen.random() < 0.6) refer('b');
    },
  },
  {
    name: 'buys nearly everything here',
    share: 100,
    fits: always,
    tell: (pen, buyer) =>
      pen.profile(sometime(pen, buyer), { what: 'share-of-wallet', shareOfWalletPercent: 60 + Math.floor(pen.random() * 40) }),
  },
  {
    name: 'is a partner',
    share: 30,
    fits: always,
    tell: (pen, buyer) => pen.profile(soonAfterFirst(pen, buyer), { what: 'partner', granted: true }),
  },
];

/** Ways on which there are alerts, endings or proposals. */
const eventful: readonly Story[] = [
  {
    name: 'a newcomer complains, and is answered in time',
    share: 200,
    fits: isWorthAnAnswer,
    tell: (pen, buyer) => {
      const at = soonAfterFirst(pen, buyer);
      pen.contact(at, 'complaint', { what: 'opened', kind: 'complaint' });
      pen.contact(at + 50 * hour, 'complaint', { what: 'resolved', kind: 'other' });
    },
  },
  {
    name: 'a newcomer never gets the account to work',
    share: 100,
    fits: isWorthAnAnswer,
    cause: 'failed-onboarding',
    tell: (pen, buyer) => {
      const at = soonAfterFirst(pen, buyer);
      pen.contact(at, 'onboarding', { what: 'opened', kind: 'failed-onboarding' });
      pen.contact(at + 20 * day, 'onboarding', { what: 'resolved', kind: 'other' });
    },
  },
  {
    name: 'is sent from desk to desk, is helped in the end, and stays',
    share: 150,
    fits: (buyer) => visitsOf(buyer).length >= 8,
    cause: 'bounced',
    tell: (pen, buyer) => {
      const at = pen.daysAfter(visitsOf(buyer)[5] ?? lastOf(buyer).at, 1);
      pen.contact(at, 'bounce', { what: 'opened', kind: 'question', level: 2 });
      pen.contact(at + 3 * hour, 'bounce', { what: 'transferred', kind: 'other', desk: 'synthetic-orders', level: 2 });
      pen.contact(at + 6 * hour, 'bounce', { what: 'transferred', kind: 'other', desk: 'synthetic-billing', level: 1 });
      pen.contact(at + 24 * hour, 'bounce', { what: 'resolved', kind: 'other' });
    },
  },
  {
    name: 'gives notice, and takes it back',
    share: 100,
    fits: (buyer) => visitsOf(buyer).length >= 6,
    cause: 'price',
    tell: (pen, buyer) => {
      const at = pen.daysAfter(visitsOf(buyer)[4] ?? lastOf(buyer).at, 1);
      pen.contact(at, 'notice', { what: 'notice-given', kind: 'other', motive: 'price' });
      pen.contact(at + 9 * day, 'notice', { what: 'notice-withdrawn', kind: 'other' });
    },
  },
  {
    name: 'a newcomer gives notice',
    share: 60,
    fits: (buyer) => visitsOf(buyer).length === 1,
    cause: 'moved',
    tell: (pen, buyer) => {
      const at = soonAfterFirst(pen, buyer);
      pen.contact(at, 'notice', { what: 'notice-given', kind: 'other', motive: 'moved', effectiveOn: Math.floor(at / day) + 20 });
    },
  },
  {
    name: 'has a contract, does not pay, and pays',
    share: 60,
    fits: (buyer) => visitsOf(buyer).length >= 4,
    tell: (pen, buyer) => {
      pen.profile(soonAfterFirst(pen, buyer), { what: 'relationship', relationship: 'contractual' });
      const at = pen.daysAfter(lastOf(buyer).at, 10);
      const invoiceId = `synthetic-invoice-${pen.customerId}-1`;
      pen.profile(at, { what: 'invoice-unpaid', invoiceId, dueOn: Math.floor(at / day) - 14 });
      pen.profile(at + 12 * day, { what: 'invoice-paid', invoiceId });
    },
  },
  {
    name: 'has a contract, and payments fail',
    share: 40,
    fits: (buyer) => visitsOf(buyer).length >= 4,
    cause: 'payment-difficulty',
    tell: (pen, buyer) => {
      pen.profile(soonAfterFirst(pen, buyer), { what: 'relationship', relationship: 'contractual' });
      const at = pen.daysAfter(lastOf(buyer).at, 10);
      const invoiceId = `synthetic-invoice-${pen.customerId}-1`;
      pen.profile(at, { what: 'payment-failed', invoiceId });
      pen.profile(at + 7 * day, { what: 'payment-failed', invoiceId });
    },
  },
  {
    name: 'has a contract, which ends',
    share: 60,
    fits: (buyer) => visitsOf(buyer).length >= 4,
    tell: (pen, buyer) => {
      pen.profile(soonAfterFirst(pen, buyer), { what: 'relationship', relationship: 'contractual' });
      pen.profile(pen.daysAfter(lastOf(buyer).at, 25), { what: 'contract-ended' });
    },
  },
  {
    name: 'is lost for good',
    share: 150,
    fits: always,
    tell: (pen, buyer) => {
      const lossReason = pen.one<LossReason>(['closed', 'bankrupt', 'moved-away', 'deceased']);
      pen.profile(pen.daysAfter(lastOf(buyer).at, 15 + pen.random() * 60), { what: 'lost', lossReason });
    },
  },
  {
    name: 'costs more than the customer brings, and is let go with the consent of a manager',
    share: 60,
    fits: (buyer) => spent(buyer) < 20_00,
    tell: (pen, buyer) => {
      askThrice(pen, buyer);
      pen.profile(pen.daysAfter(lastOf(buyer).at, 130), { what: 'abandonment-approved', approvedBy: 'synthetic-manager' });
    },
  },
  {
    name: 'costs more than the customer brings',
    share: 60,
    fits: (buyer) => spent(buyer) < 20_00,
    tell: askThrice,
  },
  {
    name: 'costs more than the customer brings, and the law forbids to let go',
    share: 20,
    fits: (buyer) => spent(buyer) < 20_00,
    tell: (pen, buyer) => {
      pen.profile(soonAfterFirst(pen, buyer), { what: 'legal-bar', granted: true });
      askThrice(pen, buyer);
    },
  },
  {
    name: 'wants to be forgotten',
    share: 20,
    fits: always,
    tell: (pen, buyer) => {
      pen.profile(soonAfterFirst(pen, buyer), {
        what: 'consent',
        granted: true,
        channel: 'mail',
        consentSource: 'synthetic form',
      });
      pen.profile(pen.daysAfter(lastOf(buyer).at, 20), { what: 'erasure-requested' });
    },
  },
];

/** Questions a month apart: too few in too long for one too many. */
function askThrice(pen: Pen, buyer: Buyer): void {
  for (const [index, days] of [2, 8, 14].entries()) {
    const at = pen.daysAfter(lastOf(buyer).at, days);
    const kind = index < 2 ? 'question' : 'other';
    pen.contact(at, 'questions', { what: index === 0 ? 'opened' : 'contacted', kind });
    if (index === 0) pen.contact(at + 10 * hour, 'questions', { what: 'resolved', kind: 'other' });
  }
}

/** Those without a reason to leave, then those with a story. */
export const stories: readonly Story[] = [...harmless, ...eventful];

/** People who never bought. */
export function leadStory(pen: Pen, from: Instant): void {
  const at = pen.daysAfter(from, pen.random() * 400);
  pen.profile(at, { what: 'lead-captured' });
  if (pen.random() < 0.6) pen.profile(at + 10 * day, { what: pen.random() < 0.5 ? 'lead-qualified' : 'lead-disqualified' });
  if (pen.random() < 0.3)
    pen.profile(at + 30 * day, { what: 'consent', granted: true, channel: 'mail', consentSource: 'synthetic form' });
}
