import { recentContacts } from '../engagements/pressure.ts';
import { dayMilliseconds } from '../time/calendar.ts';
import type { Cause } from './cause.ts';
import type { Inquiry, Known } from './known.ts';
import { count, countFr, figure, figureFr } from './words.ts';

/** Many commercial contacts in a short time, and a sign that they were too many. */
export function overSolicitation(known: Known, inquiry: Inquiry): readonly Cause[] {
  const { at, rules } = inquiry;
  const { contactsMin, days } = rules.causes.overSolicited;
  if (known.engagements === null) return [];
  const contacts = recentContacts(known.engagements, at, rules.causes.overSolicited);
  const sign = signOf(known, contacts.length, inquiry);
  if (contacts.length < contactsMin || sign === null) return [];
  const commercial = count(contacts.length, 'commercial contact', 'commercial contacts');
  const commercialFr = countFr(contacts.length, 'sollicitation commerciale', 'sollicitations commerciales');
  return [
    {
      cause: 'over-solicited',
      proof: 'pattern',
      at,
      caseId: null,
      detail: `${commercial} in ${count(days, 'day', 'days')}, ${sign.detail}`,
      detailFr: `${commercialFr} en ${countFr(days, 'jour', 'jours')}, ${sign.detailFr}`,
      restsOn: [...contacts.map(({ eventId }) => eventId), ...sign.restsOn],
    },
  ];
}

/** What else there is, the plainest first: an opt-out, a complaint opened, contacts that nobody answered. */
function signOf(
  { contacts, engagements }: Known,
  commercialContacts: number,
  { at, rules }: Inquiry,
): Pick<Cause, 'detail' | 'detailFr' | 'restsOn'> | null {
  const { days, unansweredMin } = rules.causes.overSolicited;
  const since = at - days * dayMilliseconds;
  const optedOut = engagements?.optedOut ?? null;
  if (optedOut !== null && optedOut.at > since) {
    return { detail: 'and an opt-out', detailFr: 'et une désinscription', restsOn: [optedOut.eventId] };
  }
  const complaint = contacts?.cases.findLast(({ caseKind, openedAt }) => caseKind === 'complaint' && openedAt > since);
  if (complaint !== undefined) {
    const { caseId, restsOn } = complaint;
    return { detail: `and complaint ${caseId}`, detailFr: `et la réclamation ${caseId}`, restsOn };
  }
  const unanswered = Math.min(engagements?.unanswered ?? 0, commercialContacts);
  if (unanswered < unansweredMin) return null;
  return {
    detail: `${figure(unanswered)} in a row unanswered`,
    detailFr: `dont ${figureFr(unanswered)} de suite sans réponse`,
    restsOn: [],
  };
}
