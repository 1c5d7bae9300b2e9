import type { Cause } from './cause.ts';
import { type Inquiry, isRecent, type Known } from './known.ts';
import { ago, agoFr } from './words.ts';

/** The best of the ratings (1 to 5) that show disappointment. */
const poorRatingMax = 2;

/** A poor last rating, not long ago, that no praise has made good since. */
export function provedByRating({ contacts }: Known, inquiry: Inquiry): readonly Cause[] {
  const last = contacts?.rating ?? null;
  if (last === null || last.rating > poorRatingMax || !isRecent(last.at, inquiry)) return [];
  const lastPraiseAt = contacts?.lastPraiseAt ?? null;
  if (lastPraiseAt !== null && lastPraiseAt > last.at) return [];
  return [
    {
      cause: 'disappointed',
      proof: 'closed',
      at: last.at,
      caseId: null,
      detail: `rated ${last.rating} out of 5, ${ago(inquiry.at - last.at)}`,
      detailFr: `note de ${last.rating} sur 5, donnée ${agoFr(inquiry.at - last.at)}`,
      restsOn: [last.eventId],
    },
  ];
}
