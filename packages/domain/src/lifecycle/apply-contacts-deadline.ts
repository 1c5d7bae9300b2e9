import { missDelay } from '../contacts/delays.ts';
import type { Instant } from '../time/calendar.ts';
import { isoDate } from '../time/iso-date.ts';
import { isoInstant } from '../time/iso-instant.ts';
import { tellCause } from './alerts.ts';
import { go } from './going.ts';
import { incidentLevel, raiseByIncidents } from './incident-risk.ts';
import { alertOfIncidents } from './incidents.ts';
import type { LifecycleContext } from './parameters.ts';
import type { CustomerState } from './state.ts';
import { type Draft, draftOf, finish, type LifecycleStep, moveTo } from './step.ts';
import { type ContactsDeadline, nextOfContacts, wakesOf } from './wakes.ts';

/** An instant at which a delay is missed, a notice takes effect, or calm is back: the first of these that is due. */
export function applyContactsDeadline(state: CustomerState, dueAt: Instant, context: LifecycleContext): LifecycleStep {
  const due = nextOfContacts(state, dueAt, context);
  if (due === null || due.dueAt > dueAt) return { state, outputs: [], wakes: wakesOf(state, dueAt, context) };
  const draft = draftOf(causeIdOf(due, dueAt, context), dueAt, context);
  return finish(draft, speak(draft, state, due));
}

function speak(draft: Draft, state: CustomerState, due: ContactsDeadline): CustomerState {
  switch (due.name) {
    case 'delay':
      return miss(draft, state, due.caseId);
    case 'notice':
      return go(draft, state, { by: 'notice', reason: 'notice-effective', silenceRule: null });
    case 'calm':
      return calm(draft, state);
  }
}

function causeIdOf(due: ContactsDeadline, dueAt: Instant, { customerId, calendar }: LifecycleContext): string {
  if (due.name === 'delay') return `${customerId}@delay@${due.caseId}@${isoInstant(dueAt)}`;
  return `${customerId}@${due.name}@${isoDate(calendar.dayOf(dueAt))}`;
}

/** A promise to the customer breaks. */
function miss(draft: Draft, state: CustomerState, caseId: string): CustomerState {
  const missed: CustomerState = { ...state, contacts: missDelay(state.contacts!, caseId, draft.at) };
  const raised = raiseByIncidents(missed, draft.at, draft.context);
  const moved = moveTo(draft, state, raised, 'incident');
  return tellCause(draft, alertOfIncidents(draft, state.incidentRisk, moved, 'incident'));
}

/** The risk by incidents falls to what the points still say. */
function calm(draft: Draft, state: CustomerState): CustomerState {
  const incidentRisk = incidentLevel(state, draft.at, draft.context);
  const moved = moveTo(draft, state, { ...state, incidentRisk }, 'incident-over');
  return alertOfIncidents(draft, state.incidentRisk, moved, 'incident');
}
