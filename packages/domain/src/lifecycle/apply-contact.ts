import { foldContact } from '../contacts/fold-contact.ts';
import { lookAt } from './abandonment.ts';
import { withAdvocacy } from './advocacy.ts';
import { raiseAlert, tellCause } from './alerts.ts';
import type { SupportContact } from './facts.ts';
import { raiseByIncidents } from './incident-risk.ts';
import { alertOfIncidents } from './incidents.ts';
import type { Reason } from './outputs.ts';
import type { LifecycleContext } from './parameters.ts';
import { isLive } from './risk.ts';
import type { CustomerState } from './state.ts';
import { closeAlert, type Draft, draftOf, finish, type LifecycleStep, moveTo, recordAdvocacy } from './step.ts';

/** A support contact: what it says of the customer's cases, and whether it raises or ends a risk. */
export function applyContact(state: CustomerState, contact: SupportContact, context: LifecycleContext): LifecycleStep {
  const draft = draftOf(`contact:${contact.id}`, contact.at, context);
  const contacts = foldContact(state.contacts, contact, context.rules, context.calendar);
  const told = withAdvocacy(draft, { ...state, contacts });
  const judged = isLive(state.stage) ? judge(draft, state, told, contact) : told;
  recordAdvocacy(draft, state, judged);
  return finish(draft, lookAt(draft, judged));
}

function judge(draft: Draft, before: CustomerState, told: CustomerState, { what }: SupportContact): CustomerState {
  const raised = raiseByIncidents(told, draft.at, draft.context);
  const moved = moveTo(draft, before, raised, reasonOf(what));
  if (what === 'notice-given') return raiseAlert(draft, moved, { phase: 'leaving', trigger: 'notice', silenceRule: null });
  const isWithdrawn = before.contacts?.notice && moved.contacts?.notice === null;
  const closed = isWithdrawn && moved.openAlert?.trigger === 'notice' ? closeAlert(draft, moved, 'notice-withdrawn') : moved;
  return tellCause(draft, alertOfIncidents(draft, before.incidentRisk, closed, 'incident'));
}

function reasonOf(what: SupportContact['what']): Reason {
  if (what === 'notice-given') return 'notice';
  return what === 'notice-withdrawn' ? 'notice-withdrawn' : 'incident';
}
