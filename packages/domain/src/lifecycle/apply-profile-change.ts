import { foldProfile } from '../profiles/fold-profile.ts';
import { isTooCostly } from './abandonment.ts';
import { withAdvocacy } from './advocacy.ts';
import { tellCause } from './alerts.ts';
import { withNewDeadlines } from './apply-purchase.ts';
import { tellContactability } from './contactability.ts';
import type { ProfileChange } from './facts.ts';
import { endFor, go } from './going.ts';
import { raiseByIncidents } from './incident-risk.ts';
import { alertOfIncidents } from './incidents.ts';
import { stageOfLead } from './leads.ts';
import type { LifecycleContext } from './parameters.ts';
import { isContractual, relationshipOf } from './relationship.ts';
import { isLive } from './risk.ts';
import { type CustomerState, initialState, noDeadlines } from './state.ts';
import { closeAlert, type Draft, draftOf, finish, type LifecycleStep, moveTo, recordAdvocacy } from './step.ts';

/** A profile change: leads, relationship, payments, loss, erasure, and what is known of how the customer may be contacted. */
export function applyProfileChange(state: CustomerState, change: ProfileChange, context: LifecycleContext): LifecycleStep {
  const draft = draftOf(`profile:${change.id}`, change.at, context);
  if (change.what === 'erasure-requested') return finish(draft, erase(draft, state));
  const told = withAdvocacy(draft, { ...state, profile: foldProfile(state.profile, change, context.rules, context.calendar) });
  const judged = tellCause(draft, judge(draft, state, told, change));
  recordAdvocacy(draft, state, judged);
  tellContactability(draft, state, judged);
  return finish(draft, judged);
}

function judge(draft: Draft, before: CustomerState, told: CustomerState, { what }: ProfileChange): CustomerState {
  switch (what) {
    case 'lead-captured':
    case 'lead-qualified':
    case 'lead-disqualified':
      return moveTo(draft, before, { ...told, stage: stageOfLead(told.stage, what) }, 'lead');
    case 'lost':
      return endFor(draft, told, 'lost');
    case 'abandonment-approved':
      return judgePayments(draft, approve(draft, told));
    case 'contract-ended':
      return isContractual(told) && isLive(told.stage)
        ? go(draft, told, { by: 'contract-ended', reason: 'contract-ended', silenceRule: null })
        : told;
    case 'relationship':
      return judgeRelationship(draft, before, told);
    default:
      return judgePayments(draft, told);
  }
}

/** A manager has approved: the look that still says yes ends it, one that says no forgets that it was proposed. */
function approve(draft: Draft, told: CustomerState): CustomerState {
  if (told.abandonment === null || !told.abandonment.proposed) return told;
  return isTooCostly(draft, told) ? endFor(draft, told, 'abandoned') : { ...told, abandonment: null };
}

/** A contract makes silence say nothing; without one it speaks again. */
function judgeRelationship(draft: Draft, before: CustomerState, told: CustomerState): CustomerState {
  if (!isLive(told.stage)) return told;
  if (relationshipOf(before) === relationshipOf(told)) return judgePayments(draft, told);
  if (!isContractual(told)) return withNewDeadlines(draft, told);
  const bound: CustomerState = { ...told, silenceRisk: 'steady', deadlines: noDeadlines };
  const raised = raiseByIncidents(bound, draft.at, draft.context);
  const moved = moveTo(draft, told, raised, 'relationship');
  const closed = moved.openAlert?.trigger === 'silence' ? closeAlert(draft, moved, 'false-alarm') : moved;
  return alertOfIncidents(draft, told.incidentRisk, closed, 'payment');
}

/** Of contractual customers every change of the profile is a time to judge the payments. */
function judgePayments(draft: Draft, told: CustomerState): CustomerState {
  if (!isContractual(told)) return told;
  const raised = raiseByIncidents(told, draft.at, draft.context);
  return alertOfIncidents(draft, told.incidentRisk, moveTo(draft, told, raised, 'payment'), 'payment');
}

/** All that is known goes. */
function erase(draft: Draft, state: CustomerState): CustomerState {
  const { openAlert, stage, risk, lifetime } = state;
  const erased = moveTo(draft, { ...initialState, stage, risk, lifetime }, { ...initialState, stage: 'erased' }, 'erased');
  closeAlert(draft, { ...erased, openAlert }, 'erased');
  return erased;
}
