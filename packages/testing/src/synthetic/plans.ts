/** How a customer comes to leave: one cause each, told by the events that would prove it. */
import type { CauseName, Instant } from '@ebb/domain';
import type { Leaver } from './leaving.ts';
import { hour, type Pen } from './pen.ts';

/** What is in the categories of purchases, by purchase id. */
export type Categories = Map<string, readonly string[]>;

interface Plan {
  readonly cause: CauseName;
  /** How the cause comes to light. */
  readonly name: string;
  /** Whether it can happen to this customer. */
  readonly fits: (leaver: Leaver) => boolean;
  /** Whether the case is never closed, so that it stays a cause even after the customer buys again. */
  readonly staysOpen?: true;
  readonly tell: (pen: Pen, leaver: Leaver, categories: Categories) => void;
}

const always = (): boolean => true;

/** Moments at which the customer is asked: a few days before each of the alerts of silence. */
const beforeAlerts = ({ leavingAt, goneAt }: Leaver): readonly Instant[] => (goneAt === null ? [leavingAt] : [leavingAt, goneAt]);

/** Soon after the purchase that was to be the last. */
const afterLast = (pen: Pen, { purchases }: Leaver): Instant =>
  pen.daysAfter((purchases.at(-1) ?? purchases[0]).at, 2 + pen.random() * 6);

const defectNotFixed: Plan = {
  cause: 'defect-not-fixed',
  name: 'a defect is never fixed',
  fits: always,
  staysOpen: true,
  tell: (pen, leaver) => {
    const at = afterLast(pen, leaver);
    pen.contact(at, 'defect', { what: 'opened', kind: 'defect', level: 1 });
    pen.contact(at + 30 * hour, 'defect', { what: 'contacted', kind: 'other' });
  },
};

const bounced: Plan = {
  cause: 'bounced',
  name: 'a question is sent from desk to desk',
  fits: always,
  staysOpen: true,
  tell: (pen, leaver) => {
    const at = afterLast(pen, leaver);
    pen.contact(at, 'bounce', { what: 'opened', kind: 'question', level: 1 });
    for (const [index, desk] of ['synthetic-orders', 'synthetic-billing', 'synthetic-first-line'].entries()) {
      pen.contact(at + (index + 1) * 5 * hour, 'bounce', { what: 'transferred', kind: 'other', desk, level: 1 });
    }
  },
};

const serviceNotPerformed: Plan = {
  cause: 'service-not-performed',
  name: 'an important service is not performed',
  fits: always,
  staysOpen: true,
  tell: (pen, leaver) => {
    const at = afterLast(pen, leaver);
    pen.contact(at, 'service', { what: 'opened', kind: 'service-not-performed', important: true, channel: 'mail' });
  },
};

const onboardingDaysMax = 55;

const failedOnboarding: Plan = {
  cause: 'failed-onboarding',
  name: 'the customer never gets the account to work',
  fits: ({ purchases: [first], leavingAt }) => leavingAt - first.at > onboardingDaysMax * 24 * hour,
  staysOpen: true,
  tell: (pen, { purchases: [first] }) => {
    const at = pen.daysAfter(first.at, 5 + pen.random() * (onboardingDaysMax - 6));
    pen.contact(at, 'onboarding', { what: 'opened', kind: 'failed-onboarding', channel: 'chat' });
  },
};

const complaintUnheard: Plan = {
  cause: 'disappointed',
  name: 'a complaint is not heard',
  fits: always,
  staysOpen: true,
  tell: (pen, leaver) => {
    const at = afterLast(pen, leaver);
    pen.contact(at, 'complaint', { what: 'opened', kind: 'complaint', promisedBy: at + 72 * hour });
  },
};

const badRating: Plan = {
  cause: 'disappointed',
  name: 'a bad rating',
  fits: always,
  tell: (pen, leaver) => {
    for (const at of beforeAlerts(leaver)) {
      pen.contact(pen.daysAfter(at, -4), 'survey', { what: 'rating', kind: 'other', rating: pen.one([1, 2]), channel: 'web' });
    }
  },
};

const refused = (motive: 'better-offer' | 'price' | 'payment-difficulty' | 'need-ended' | 'moved' | 'disappointed'): Plan => ({
  cause: motive,
  name: `refuses a call, and says why: ${motive}`,
  fits: always,
  tell: (pen, leaver) => {
    for (const at of beforeAlerts(leaver)) {
      const asked = pen.daysAfter(at, -3 - pen.random() * 6);
      pen.engagement(asked, { what: 'campaign-sent', channel: 'phone' });
      pen.engagement(asked + hour, { what: 'outcome', channel: 'phone', commercial: false, outcome: 'refused', motive });
    }
  },
});

/** Until a notice takes effect, where nothing is said. */
const noticeDays = 30;

const notice = (motive: 'better-offer' | 'price' | 'payment-difficulty' | 'need-ended' | 'moved' | 'disappointed'): Plan => ({
  cause: motive,
  name: `gives notice, and says why: ${motive}`,
  // Who buys again meanwhile leaves all the same.
  fits: ({ leavingAt, endsAt }) => endsAt - leavingAt > noticeDays * 24 * hour,
  tell: (pen, { leavingAt }) => {
    const at = pen.daysAfter(leavingAt, -3 - pen.random() * 6);
    pen.contact(at, 'notice', { what: 'notice-given', kind: 'other', motive, channel: 'mail' });
  },
});

const failedPayments: Plan = {
  cause: 'payment-difficulty',
  name: 'payments fail',
  fits: always,
  tell: (pen, leaver) => {
    for (const [index, at] of beforeAlerts(leaver).entries()) {
      const invoiceId = `synthetic-invoice-${pen.customerId}-${index + 1}`;
      pen.profile(pen.daysAfter(at, -20), { what: 'payment-failed', invoiceId });
      pen.profile(pen.daysAfter(at, -6), { what: 'payment-failed', invoiceId });
    }
  },
};

const commercialContacts = 9;

const overSolicited = (name: string, then: (pen: Pen, at: Instant) => void): Plan => ({
  cause: 'over-solicited',
  name,
  fits: always,
  tell: (pen, leaver) => {
    for (const at of beforeAlerts(leaver)) {
      for (let contact = 0; contact < commercialContacts; contact += 1) {
        pen.engagement(pen.daysAfter(at, -25 + contact * 2), { what: 'campaign-sent', channel: pen.one(['mail', 'sms']) });
      }
      then(pen, pen.daysAfter(at, -4));
    }
  },
});

const lastVisits = 4;
const variety = ['synthetic-classical', 'synthetic-folk', 'synthetic-jazz', 'synthetic-rock'];

const boredom: Plan = {
  cause: 'boredom',
  name: 'buys more and more seldom, and less and less varied things',
  fits: ({ purchases }) => isSlowingDown([...new Set(purchases.map(({ at }) => at))]),
  tell: (_pen, { purchases }, categories) => {
    const visits = [...new Set(purchases.map(({ at }) => at))];
    for (const { id, at } of purchases) {
      const visit = visits.indexOf(at);
      const isLast = visit >= visits.length - lastVisits;
      categories.set(id, [isLast ? 'synthetic-rock' : (variety[visit % variety.length] ?? 'synthetic-rock')]);
    }
  },
};

/** At least 8 visits, the median of the last 3 gaps clearly longer than that of the earlier ones. */
function isSlowingDown(visits: readonly Instant[]): boolean {
  const looked = visits.slice(-16);
  if (looked.length < 8) return false;
  const gaps = looked.slice(1).map((at, index) => at - (looked[index] ?? at));
  return median(gaps.slice(-3)) >= 1.6 * median(gaps.slice(0, -3));
}

function median(values: readonly number[]): number {
  const ascending = values.toSorted((one, other) => one - other);
  return ((ascending[Math.floor((ascending.length - 1) / 2)] ?? 0) + (ascending[Math.floor(ascending.length / 2)] ?? 0)) / 2;
}

/** One for each line of the table of causes, and for each way in which a cause may be stated. */
export const plans: readonly [Plan, ...Plan[]] = [
  boredom,
  defectNotFixed,
  bounced,
  serviceNotPerformed,
  failedOnboarding,
  complaintUnheard,
  badRating,
  refused('better-offer'),
  refused('price'),
  refused('payment-difficulty'),
  refused('need-ended'),
  refused('moved'),
  refused('disappointed'),
  notice('better-offer'),
  notice('price'),
  notice('payment-difficulty'),
  notice('need-ended'),
  notice('moved'),
  notice('disappointed'),
  failedPayments,
  overSolicited('is contacted again and again, and opts out', (pen, at) =>
    pen.engagement(at, { what: 'opted-out', channel: 'mail', commercial: false }),
  ),
  overSolicited('is contacted again and again, and never answers', () => undefined),
];
