import type { SupportCase } from '../contacts/contacts.ts';
import type { CaseKind } from '../lifecycle/facts.ts';
import { dayMilliseconds, type Instant } from '../time/calendar.ts';
import { ago, agoFr, duration, durationFr, figure } from './words.ts';

/** A case in a short phrase: "complaint 4711 open for 9 days, promised in 5, bounced between desks". */
export function storyOf(one: SupportCase, at: Instant): string {
  const { caseId, caseKind, openedAt, closedAt, bouncedAt, reopenedAt } = one;
  const standing = closedAt === null ? `open for ${duration(at - openedAt)}` : `closed ${ago(at - closedAt)}`;
  const parts = [`${kinds[caseKind]} ${caseId} ${standing}`];
  if (one.missedAt !== null) parts.push(missed(one, one.missedAt, at));
  if (bouncedAt !== null) parts.push('bounced between desks');
  else if (one.sidewaysTransfers > 0) parts.push('passed to another desk');
  if (reopenedAt !== null) parts.push('reopened soon after it was closed');
  if (one.oneTooMany) parts.push('one of several cases in a short time');
  return parts.join(', ');
}

/** The same in French. All the nouns are feminine, so that one form of the participles does. */
export function storyOfFr(one: SupportCase, at: Instant): string {
  const { caseId, caseKind, openedAt, closedAt, bouncedAt, reopenedAt } = one;
  const standing = closedAt === null ? `ouverte depuis ${durationFr(at - openedAt)}` : `close ${agoFr(at - closedAt)}`;
  const parts = [`${kindsFr[caseKind]} ${caseId} ${standing}`];
  if (one.missedAt !== null) parts.push(missedFr(one, one.missedAt, at));
  if (bouncedAt !== null) parts.push('renvoyée de service en service');
  else if (one.sidewaysTransfers > 0) parts.push('transférée à un autre service');
  if (reopenedAt !== null) parts.push('rouverte peu après sa clôture');
  if (one.oneTooMany) parts.push('une demande parmi plusieurs en peu de temps');
  return parts.join(', ');
}

/** What was promised, where that is what was missed; after a new promise or a reopening, only when it was missed. */
function missed({ delayFrom, dueAt, promised, closedAt }: SupportCase, missedAt: Instant, at: Instant): string {
  if (missedAt !== dueAt) return `its delay missed ${ago(at - missedAt)}`;
  const allowed = dueAt - delayFrom;
  // After "open for 9 days" the unit goes without saying.
  const isInDays = closedAt === null && allowed >= dayMilliseconds;
  return `${promised ? 'promised in' : 'due within'} ${isInDays ? figure(Math.round(allowed / dayMilliseconds)) : duration(allowed)}`;
}

function missedFr({ delayFrom, dueAt, promised }: SupportCase, missedAt: Instant, at: Instant): string {
  if (missedAt !== dueAt) return `délai dépassé ${agoFr(at - missedAt)}`;
  return `${promised ? 'résolution promise' : 'à traiter'} sous ${durationFr(dueAt - delayFrom)}`;
}

const kinds: Record<CaseKind, string> = {
  other: 'case',
  question: 'question',
  complaint: 'complaint',
  defect: 'defect',
  'unmet-expectation': 'unmet expectation',
  'service-not-performed': 'service not performed',
  'failed-onboarding': 'failed onboarding',
  payment: 'payment question',
};

const kindsFr: Record<CaseKind, string> = {
  other: 'demande',
  question: 'question',
  complaint: 'réclamation',
  defect: 'panne',
  'unmet-expectation': 'attente déçue',
  'service-not-performed': 'prestation non effectuée',
  'failed-onboarding': 'mise en service manquée',
  payment: 'question de paiement',
};
