/** Any life of a customer, for property tests: all kinds of facts, in any mixture. */
import type { CaseKind, Channel, Engagement, Fact, Motive, ProfileChange, SupportContact } from '@ebb/domain';
import fc from 'fast-check';

const day = 86_400_000;
const hour = 3_600_000;

/** Before anything has happened. */
export const lifeBegins = Date.UTC(2024, 0, 1);

/** Of all that can be bought. */
export const categories = ['book', 'film', 'game'];

/** What happens, before it is known when. */
type Happening =
  | { readonly kind: 'purchase'; readonly amountMinor: number; readonly categories: readonly string[] }
  | { readonly kind: 'refund'; readonly amountMinor: number; readonly of: number | null }
  | (Pick<SupportContact, 'kind' | 'what' | 'caseId' | 'caseKind' | 'desk' | 'level' | 'rating' | 'motive' | 'important'> & {
      readonly promisedIn: number | null;
      readonly effectiveIn: number | null;
    })
  | Omit<ProfileChange, 'id' | 'at'>
  | Omit<Engagement, 'id' | 'at'>;

const often = <T>(value: T, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, { weight: 1, arbitrary });

const channel = fc.constantFrom<Channel | null>(null, 'mail', 'phone');
const motive = fc.constantFrom<Motive | null>(null, 'other', 'price', 'moved', 'disappointed', 'payment-difficulty');

const purchase = fc.record({
  kind: fc.constant('purchase' as const),
  amountMinor: fc.constantFrom(0, 700, 1_500, 4_000, 12_000),
  categories: often<readonly string[]>(['book'], fc.subarray(categories)),
});

const refund = fc.record({
  kind: fc.constant('refund' as const),
  amountMinor: fc.constantFrom(1, 701, 4_000, 12_000),
  of: fc.option(fc.nat(30), { nil: null }),
});

const whats: SupportContact['what'][] = [
  'opened',
  'contacted',
  'transferred',
  'promised',
  'resolved',
  'closed',
  'reopened',
  'other',
];
const kinds: CaseKind[] = [
  'question',
  'complaint',
  'defect',
  'unmet-expectation',
  'service-not-performed',
  'failed-onboarding',
  'payment',
];

const contact = fc.record({
  kind: fc.constant('support-contact' as const),
  what: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...whats) },
    { weight: 2, arbitrary: fc.constantFrom<SupportContact['what']>('opened', 'resolved') },
    { weight: 1, arbitrary: fc.constantFrom<SupportContact['what']>('notice-given', 'notice-withdrawn', 'rating', 'praise') },
  ),
  caseId: fc.constantFrom('c1', 'c2', 'c3', 'c4'),
  caseKind: often<CaseKind>('other', fc.constantFrom(...kinds)),
  desk: fc.constantFrom(null, 'a', 'b', 'c'),
  level: fc.constantFrom(null, 1, 2, 3),
  rating: fc.integer({ min: 1, max: 5 }),
  motive,
  important: fc.boolean(),
  promisedIn: fc.option(fc.integer({ min: -30, max: 200 }), { nil: null }),
  effectiveIn: fc.option(fc.integer({ min: -2, max: 60 }), { nil: null }),
});

const changes: fc.Arbitrary<Partial<ProfileChange> & Pick<ProfileChange, 'what'>> = fc.oneof(
  fc.record({ what: fc.constantFrom('lead-captured' as const, 'lead-qualified' as const, 'lead-disqualified' as const) }),
  fc.record({
    what: fc.constantFrom('consent' as const, 'do-not-contact' as const),
    granted: fc.boolean(),
    channel,
    consentSource: fc.constantFrom(null, 'form'),
  }),
  fc.record({ what: fc.constant('time-zone' as const), timeZone: fc.constantFrom('Europe/Paris', 'UTC') }),
  fc.record({ what: fc.constant('language' as const), language: fc.constantFrom('en', 'fr') }),
  fc.record({
    what: fc.constant('relationship' as const),
    relationship: fc.constantFrom('contractual' as const, 'transactional' as const),
  }),
  fc.record({ what: fc.constant('contract-ended' as const) }),
  fc.record({ what: fc.constant('share-of-wallet' as const), shareOfWalletPercent: fc.constantFrom(0, 79, 80, 100) }),
  fc.record({ what: fc.constant('referral' as const), referredCustomerId: fc.constantFrom('bob', 'cid', 'dan') }),
  fc.record({ what: fc.constantFrom('partner' as const, 'legal-bar' as const), granted: fc.boolean() }),
  fc.record({
    what: fc.constantFrom('invoice-unpaid' as const, 'invoice-paid' as const),
    invoiceId: fc.constantFrom('i1', 'i2'),
    dueOn: fc.constantFrom(null, 20_000),
  }),
  fc.record({ what: fc.constant('payment-failed' as const), invoiceId: fc.constantFrom('i1', 'i2') }),
  fc.record({ what: fc.constant('abandonment-approved' as const), approvedBy: fc.constant('manager') }),
);
const endings: fc.Arbitrary<Partial<ProfileChange> & Pick<ProfileChange, 'what'>> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constant('lost' as const), lossReason: fc.constant('moved-away' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('erasure-requested' as const) }) },
);

const plainChange = {
  kind: 'profile-change',
  granted: null,
  channel: null,
  consentSource: null,
  timeZone: null,
  language: null,
  relationship: null,
  shareOfWalletPercent: null,
  referredCustomerId: null,
  lossReason: null,
  invoiceId: null,
  dueOn: null,
  approvedBy: null,
} as const;
const profileChange = fc
  .oneof({ weight: 20, arbitrary: changes }, { weight: 1, arbitrary: endings })
  .map((change): Omit<ProfileChange, 'id' | 'at'> => ({ ...plainChange, ...change }));

const engagement = fc.record({
  kind: fc.constant('engagement' as const),
  what: fc.oneof(
    { weight: 3, arbitrary: fc.constant('campaign-sent' as const) },
    {
      weight: 4,
      arbitrary: fc.constantFrom<Engagement['what']>(
        'other',
        'action-sent',
        'delivered',
        'answered',
        'outcome',
        'opted-out',
        'suppressed',
        'held-out',
      ),
    },
  ),
  channel,
  commercial: fc.boolean(),
  actionId: fc.constantFrom(null, 'a1'),
  outcome: fc.constantFrom('accepted' as const, 'refused' as const, 'not-reached' as const),
  motive,
  callBackAt: fc.constant(null),
  detail: fc.constant(null),
});

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: purchase },
  { weight: 1, arbitrary: refund },
  { weight: 7, arbitrary: contact },
  { weight: 4, arbitrary: profileChange },
  { weight: 3, arbitrary: engagement },
);

/** Things that happen, days or hours apart, many at midnight, as shops that know only the date have it, and several at one instant. */
const event = fc.record({
  hoursLater: fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 72 }) },
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 30 }).map((days) => days * 24) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 300 }).map((days) => days * 24) },
  ),
  happening,
});

/** Often a customer who is core to begin with. */
const beginnings = fc.constantFrom<readonly number[]>([], [], [0, 5, 9, 14], [0, 9, 20, 31], [0, 10, 20, 30, 40, 62, 83, 106]);

export const lives = fc.tuple(beginnings, fc.array(event, { minLength: 1, maxLength: 24 })).map(([bought, events]): Fact[] => {
  const facts: Fact[] = bought.map((days, index) => ({
    kind: 'purchase',
    id: `b${index}`,
    at: lifeBegins + days * day,
    amountMinor: 2_000,
    categories: [categories[index < 4 ? index % 3 : 0] ?? 'book'],
  }));
  let at = lifeBegins + (bought.at(-1) ?? 0) * day;
  for (const [index, { hoursLater, happening: what }] of events.entries()) {
    at += hoursLater * hour;
    facts.push(factOf(what, `e${index}`, at, facts));
  }
  return facts;
});

function factOf(what: Happening, id: string, at: number, before: readonly Fact[]): Fact {
  if (what.kind === 'refund') {
    const named = what.of === null ? undefined : before[what.of];
    return { kind: 'refund', id, at, amountMinor: what.amountMinor, purchaseAt: named?.at ?? null };
  }
  if (what.kind !== 'support-contact') return { ...what, id, at };
  const { promisedIn, effectiveIn, rating, ...said } = what;
  const promises = said.what === 'promised' || (said.what === 'opened' && promisedIn !== null);
  return {
    ...said,
    id,
    at,
    channel: null,
    promisedBy: promises ? at + (promisedIn ?? 24) * hour : null,
    rating: said.what === 'rating' ? rating : null,
    motive: said.what === 'notice-given' ? said.motive : null,
    effectiveOn: said.what === 'notice-given' && effectiveIn !== null ? Math.floor(at / day) + effectiveIn : null,
  };
}
