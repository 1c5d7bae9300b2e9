import type { LifecycleContext } from '../lifecycle/parameters.ts';
import type { Instant } from '../time/calendar.ts';
import { assessBoredom } from './boredom.ts';
import { type Cause, type CauseName, causeNames, proofs } from './cause.ts';
import type { Inquiry, Known } from './known.ts';
import { overSolicitation } from './over-solicitation.ts';
import { provedByCases } from './proved-by-cases.ts';
import { provedByPayments } from './proved-by-payments.ts';
import { provedByRating } from './proved-by-rating.ts';
import { statedCauses } from './stated-causes.ts';

export interface Causes {
  /** Each once, by its strongest proof; ranked; `unknown` alone where there is none. */
  readonly causes: readonly Cause[];
  /** Patterns for which there is too little to tell. */
  readonly notAssessable: readonly CauseName[];
}

/** Why a customer leaves, as far as it is known at an instant: "Causes" of docs/rules.md. */
export function causesAt(known: Known, at: Instant, { rules, calendar }: LifecycleContext): Causes {
  const inquiry: Inquiry = { at, rules, calendar };
  const boredom = assessBoredom(known, inquiry);
  const found = [
    ...statedCauses(known, inquiry),
    ...provedByPayments(known, inquiry),
    ...provedByCases(known, inquiry),
    ...provedByRating(known, inquiry),
    ...(boredom === null || boredom === 'not-assessable' ? [] : [boredom]),
    ...overSolicitation(known, inquiry),
  ];
  const ranked = found.toSorted(byRank);
  const causes = ranked.filter(({ cause }, index) => ranked.findIndex((other) => other.cause === cause) === index);
  const notAssessable: readonly CauseName[] = boredom === 'not-assessable' ? ['boredom'] : [];
  return { causes: causes.length === 0 ? [unknown(at)] : causes, notAssessable };
}

/** The strongest proof first, within it the newest, then in the order of the names. */
function byRank(one: Cause, other: Cause): number {
  return (
    proofs.indexOf(one.proof) - proofs.indexOf(other.proof) ||
    other.at - one.at ||
    causeNames.indexOf(one.cause) - causeNames.indexOf(other.cause)
  );
}

function unknown(at: Instant): Cause {
  return {
    cause: 'unknown',
    proof: 'none',
    at,
    caseId: null,
    detail: 'nothing tells why',
    detailFr: 'rien ne dit pourquoi',
    restsOn: [],
  };
}
