import type { Cause, CauseName, Instant, Proof, SupportCase, SupportContact } from '@ebb/domain';
import { boredom } from './boredom.ts';
import { casesAt, supportContacts } from './cases.ts';
import { commercialContacts, engagements, failedPayments, hours24, isWithin, unansweredInARow } from './customer-profile.ts';
import { lastBoughtDay } from './evidence.ts';
import { type Life, type Moment, noticeGiven } from './life.ts';
import type { OracleSettings } from './settings.ts';

/** A cause without its sentences, which have tests of their own. */
type OracleCause = Omit<Cause, 'detail' | 'detailFr'>;

export interface Why {
  readonly causes: readonly OracleCause[];
  readonly notAssessable: readonly CauseName[];
}

const contactsKeptMax = 32;

const proofsInOrder: readonly Proof[] = ['stated', 'open', 'closed', 'pattern', 'none'];

/** As the table of docs/rules.md has them; a cause that is in two lines stands in its first. */
const namesInOrder: readonly CauseName[] = [
  'better-offer',
  'price',
  'payment-difficulty',
  'need-ended',
  'moved',
  'defect-not-fixed',
  'service-not-performed',
  'bounced',
  'failed-onboarding',
  'disappointed',
  'boredom',
  'over-solicited',
];

const inRank = (one: OracleCause, other: OracleCause): number =>
  proofsInOrder.indexOf(one.proof) - proofsInOrder.indexOf(other.proof) ||
  other.at - one.at ||
  namesInOrder.indexOf(one.cause) - namesInOrder.indexOf(other.cause);

/** Why a customer leaves, ranked by proof; each cause once, by its best proof. */
export function causesOf(life: Life, moment: Moment, settings: OracleSettings): Why {
  const bored = boredom(life, moment, settings);
  const found = [
    ...stated(life, moment, settings),
    ...paymentDifficulty(life, moment, settings),
    ...proved(life, moment, settings),
    ...badRating(life, moment, settings),
    ...(bored === 'shown' ? [pattern('boredom', moment, [])] : []),
    ...overSolicited(life, moment, settings),
  ].toSorted(inRank);
  const each = found.filter(({ cause }, index) => found.findIndex((other) => other.cause === cause) === index);
  const unknown: OracleCause = { cause: 'unknown', proof: 'none', at: moment.at, caseId: null, restsOn: [] };
  return {
    causes: each.length === 0 ? [unknown] : each,
    notAssessable: bored === 'not-assessable' ? ['boredom'] : [],
  };
}

const pattern = (cause: CauseName, { at }: Moment, restsOn: readonly string[]): OracleCause => ({
  cause,
  proof: 'pattern',
  at,
  caseId: null,
  restsOn,
});

function stated(life: Life, { at }: Moment, { rules }: OracleSettings): readonly OracleCause[] {
  const refused = engagements(life.known).findLast(({ what, outcome, motive }) => {
    return what === 'outcome' && outcome === 'refused' && motive !== null;
  });
  const refusedLately = refused !== undefined && at - refused.at <= rules.causes.causeDaysMax * hours24 ? [refused] : [];
  return [noticeGiven(life), ...refusedLately].flatMap((saying) =>
    saying === undefined || saying.motive === null || saying.motive === 'other'
      ? []
      : [{ cause: saying.motive, proof: 'stated', at: saying.at, caseId: null, restsOn: [saying.id] }],
  );
}

function paymentDifficulty({ known }: Life, { at }: Moment, { rules }: OracleSettings): readonly OracleCause[] {
  const failed = failedPayments(known, at, rules.payments.failedDays);
  const last = failed.at(-1);
  if (last === undefined || failed.length < rules.payments.failedMin) return [];
  return [{ cause: 'payment-difficulty', proof: 'open', at: last.at, caseId: null, restsOn: failed.map(({ id }) => id) }];
}

/** What cases prove: of several that prove the same, an open one, then the newest. */
function proved(life: Life, { at }: Moment, settings: OracleSettings): readonly OracleCause[] {
  const { incidents, causes } = settings.rules;
  const acquired = life.known.find(({ kind }) => kind === 'purchase');
  const acquiredDay = acquired === undefined ? null : settings.calendar.dayOf(acquired.at);
  return casesAt(life.known, life.missed, at, incidents)
    .filter(({ closedAt }) => closedAt === null || at - closedAt <= causes.causeDaysMax * hours24)
    .toSorted((one, other) => other.openedAt - one.openedAt || (one.caseId < other.caseId ? -1 : 1))
    .flatMap((one): OracleCause[] => {
      const openedDay = settings.calendar.dayOf(one.openedAt);
      const isOnboarding = acquiredDay !== null && openedDay - acquiredDay <= causes.onboardingDaysMax;
      return shownBy(one, isOnboarding).map(([cause, shownAt]) => ({
        cause,
        proof: one.closedAt === null ? 'open' : 'closed',
        at: shownAt,
        caseId: one.caseId,
        restsOn: one.restsOn,
      }));
    });
}

function shownBy(one: SupportCase, isOnboarding: boolean): readonly (readonly [CauseName, number])[] {
  const { caseKind, important, openedAt, missedAt, bouncedAt, reopenedAt } = one;
  const shown: [CauseName, number | null][] = [
    ['defect-not-fixed', caseKind === 'defect' ? first(missedAt, reopenedAt) : null],
    ['service-not-performed', caseKind === 'service-not-performed' && important ? openedAt : null],
    ['bounced', bouncedAt],
    ['failed-onboarding', caseKind === 'failed-onboarding' && isOnboarding ? openedAt : null],
    [
      'disappointed',
      caseKind === 'complaint' || caseKind === 'unmet-expectation' ? first(missedAt, bouncedAt, reopenedAt) : null,
    ],
  ];
  return shown.flatMap(([cause, at]) => (at === null ? [] : [[cause, at] as const]));
}

function first(...instants: readonly (number | null)[]): number | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function badRating({ known }: Life, { at }: Moment, { rules }: OracleSettings): readonly OracleCause[] {
  const rated = supportContacts(known).findLast(({ what }) => what === 'rating');
  if (rated === undefined || (rated.rating ?? 5) > 2 || at - rated.at > rules.causes.causeDaysMax * hours24) return [];
  if (supportContacts(known).some((contact) => contact.what === 'praise' && isAfter(contact, rated))) return [];
  return [{ cause: 'disappointed', proof: 'closed', at: rated.at, caseId: null, restsOn: [rated.id] }];
}

const isAfter = (one: SupportContact, other: SupportContact): boolean => one.at > other.at;

/** Pressed until now, or until something that happened after the last purchase and not long ago; the latest of these. */
function overSolicited(life: Life, moment: Moment, settings: OracleSettings): readonly OracleCause[] {
  const { calendar, rules } = settings;
  const lastBought = lastBoughtDay(life.known, settings);
  const ends = life.known
    .map(({ at }) => at)
    .filter((at) => moment.at - at <= rules.causes.causeDaysMax * hours24)
    .filter((at) => lastBought === null || calendar.dayOf(at) >= lastBought);
  const found = [moment.at, ...ends.toReversed()].map((until) => pressedUntil(until, life, moment, settings));
  return found.find((causes) => causes.length > 0) ?? [];
}

function pressedUntil(until: Instant, life: Life, moment: Moment, settings: OracleSettings): readonly OracleCause[] {
  const { causes, incidents } = settings.rules;
  const { contactsMin, days, unansweredMin } = causes.overSolicited;
  const { known } = life;
  const kept = commercialContacts(known, moment.at, causes.causeDaysMax + days).slice(-contactsKeptMax);
  const contacts = kept.filter(({ at }) => isWithin(at, until, days));
  if (contacts.length < contactsMin) return [];
  const optedOut = engagements(known).findLast(({ what }) => what === 'opted-out');
  const hasOptedOut = optedOut !== undefined && isWithin(optedOut.at, until, days);
  const complaint = casesAt(known, life.missed, moment.at, incidents).findLast(
    ({ caseKind, openedAt }) => caseKind === 'complaint' && isWithin(openedAt, until, days),
  );
  const unanswered = unansweredInARow(known);
  const isUnanswered = contacts.filter((one) => unanswered.includes(one)).length >= unansweredMin;
  if (!hasOptedOut && complaint === undefined && !isUnanswered) return [];
  const sign = hasOptedOut ? [optedOut.id] : (complaint?.restsOn ?? []);
  return [pattern('over-solicited', moment, [...contacts.map(({ id }) => id), ...sign])];
}
