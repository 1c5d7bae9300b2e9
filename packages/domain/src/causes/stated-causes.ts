import type { Motive } from '../lifecycle/facts.ts';
import type { Cause } from './cause.ts';
import { type Inquiry, isRecent, type Known } from './known.ts';
import { ago, agoFr } from './words.ts';

/** What the customer said: with the notice that stands, or when refusing not long ago. */
export function statedCauses({ contacts, engagements }: Known, inquiry: Inquiry): readonly Cause[] {
  const notice = contacts?.notice ?? null;
  const refusal = engagements?.statedMotive ?? null;
  return [
    ...(notice === null ? [] : stated({ ...notice, at: notice.givenAt }, 'with the notice', 'avec la résiliation', inquiry)),
    ...(refusal === null || !isRecent(refusal.at, inquiry) ? [] : stated(refusal, 'when refusing', "lors d'un refus", inquiry)),
  ];
}

interface Statement {
  readonly eventId: string;
  readonly at: number;
  readonly motive: Motive | null;
}

function stated({ eventId, at, motive }: Statement, when: string, whenFr: string, inquiry: Inquiry): readonly Cause[] {
  if (motive === null || motive === 'other') return [];
  return [
    {
      cause: motive,
      proof: 'stated',
      at,
      caseId: null,
      detail: `${motives[motive]}, stated ${when} ${ago(inquiry.at - at)}`,
      detailFr: `${motivesFr[motive]}, motif donné ${whenFr} ${agoFr(inquiry.at - at)}`,
      restsOn: [eventId],
    },
  ];
}

const motives: Record<Exclude<Motive, 'other'>, string> = {
  'better-offer': 'a better offer elsewhere',
  price: 'the price',
  'payment-difficulty': 'difficulty in paying',
  'need-ended': 'no need any more',
  moved: 'moved away',
  disappointed: 'disappointed',
};

const motivesFr: Record<Exclude<Motive, 'other'>, string> = {
  'better-offer': 'meilleure offre ailleurs',
  price: 'prix',
  'payment-difficulty': 'difficulté de paiement',
  'need-ended': 'besoin disparu',
  moved: 'déménagement',
  disappointed: 'déception',
};
