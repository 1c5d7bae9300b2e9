import { contactsUntil } from '../engagements/pressure.ts';
import { dayOfLastPurchase } from '../purchases/counted-days.ts';
import { dayMilliseconds, type Instant } from '../time/calendar.ts';
import type { Cause } from './cause.ts';
import { type Inquiry, isRecent, type Known } from './known.ts';
import { ago, agoFr, count, countFr, figure, figureFr } from './words.ts';

/**
 * Many commercial contacts in a short time, and a sign that they were too many: now, or not long ago where nothing has been bought
 * since. Silence speaks months after what drove a customer away.
 */
export function overSolicitation(known: Known, inquiry: Inquiry): readonly Cause[] {
  for (const until of [inquiry.at, ...endsOfPressure(known, inquiry)]) {
    const cause = pressureUntil(until, known, inquiry);
    if (cause !== null) return [cause];
  }
  return [];
}

/** When it may have ended: at a contact or a sign after which nothing was bought, the latest first. */
function endsOfPressure({ engagements, contacts, purchases }: Known, inquiry: Inquiry): readonly Instant[] {
  const complaints = contacts?.cases.filter(({ caseKind }) => caseKind === 'complaint') ?? [];
  const ends = [
    ...(engagements?.commercialContacts ?? []).map(({ at }) => at),
    ...(engagements?.optedOut ? [engagements.optedOut.at] : []),
    ...complaints.map(({ openedAt }) => openedAt),
  ];
  const lastBought = purchases.acquiredDay === null ? null : dayOfLastPurchase(purchases);
  return ends
    .filter((end) => isRecent(end, inquiry) && (lastBought === null || inquiry.calendar.dayOf(end) >= lastBought))
    .toSorted((one, other) => other - one);
}

function pressureUntil(until: Instant, known: Known, { at, rules }: Inquiry): Cause | null {
  const { contactsMin, days } = rules.causes.overSolicited;
  if (known.engagements === null) return null;
  const contacts = contactsUntil(known.engagements, until, days);
  if (contacts.length < contactsMin) return null;
  const sign = signOf(known, until, rules.causes.overSolicited);
  if (sign === null) return null;
  const last = at - contacts.at(-1)!.at;
  const commercial = count(contacts.length, 'commercial contact', 'commercial contacts');
  const commercialFr = countFr(contacts.length, 'sollicitation commerciale', 'sollicitations commerciales');
  return {
    cause: 'over-solicited',
    proof: 'pattern',
    at,
    caseId: null,
    detail: `${commercial} in ${count(days, 'day', 'days')}, the last ${ago(last)}, ${sign.detail}`,
    detailFr: `${commercialFr} en ${countFr(days, 'jour', 'jours')}, la dernière ${agoFr(last)}, ${sign.detailFr}`,
    restsOn: [...contacts.map(({ eventId }) => eventId), ...sign.restsOn],
  };
}

/** What else there is, the plainest first: an opt-out, a complaint opened, contacts that nobody answered. */
function signOf(
  { contacts, engagements }: Known,
  until: Instant,
  { days, unansweredMin }: Inquiry['rules']['causes']['overSolicited'],
): Pick<Cause, 'detail' | 'detailFr' | 'restsOn'> | null {
  const isWithin = (instant: Instant): boolean => instant > until - days * dayMilliseconds && instant <= until;
  const optedOut = engagements?.optedOut ?? null;
  if (optedOut !== null && isWithin(optedOut.at)) {
    return { detail: 'and an opt-out', detailFr: 'et une désinscription', restsOn: [optedOut.eventId] };
  }
  const complaint = contacts?.cases.findLast(({ caseKind, openedAt }) => caseKind === 'complaint' && isWithin(openedAt));
  if (complaint !== undefined) {
    const { caseId, restsOn } = complaint;
    return { detail: `and complaint ${caseId}`, detailFr: `et la réclamation ${caseId}`, restsOn };
  }
  const unanswered = engagements === null ? 0 : unansweredOf(engagements).filter((one) => isWithin(one.at)).length;
  if (unanswered < unansweredMin) return null;
  return {
    detail: `${figure(unanswered)} in a row unanswered`,
    detailFr: `dont ${figureFr(unanswered)} de suite sans réponse`,
    restsOn: [],
  };
}

/** The commercial contacts since the customer last answered one. */
function unansweredOf({ commercialContacts, unanswered }: NonNullable<Known['engagements']>) {
  return commercialContacts.slice(Math.max(commercialContacts.length - unanswered, 0));
}
