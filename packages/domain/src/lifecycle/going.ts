import { withoutNotice } from '../contacts/contacts.ts';
import { raiseAlert } from './alerts.ts';
import type { Reason } from './outputs.ts';
import type { SilenceRule } from './parameters.ts';
import { type CustomerState, noDeadlines } from './state.ts';
import { closeAlert, type Draft, moveTo } from './step.ts';

/** How a customer went. */
export interface Going {
  readonly by: NonNullable<CustomerState['goneBy']>;
  readonly reason: Reason;
  /** The silence it took; null where something else than silence spoke. */
  readonly silenceRule: SilenceRule | null;
  /** It was due so long ago that no alert is raised. */
  readonly isOldNews?: boolean;
}

/** A customer who is live goes: whoever was ever core as a core defector, with an alert; the others as inactive. */
export function go(draft: Draft, state: CustomerState, { by, reason, silenceRule, isOldNews = false }: Going): CustomerState {
  const { stage: stageBefore, everCore } = state;
  const stage = everCore ? 'core-defector' : 'inactive';
  const gone = moveTo(draft, state, { ...state, ...withoutRisk, stage, stageBefore, goneBy: by }, reason);
  const closed = closeAlert(draft, gone, 'escalated');
  const told = everCore && !isOldNews ? raiseAlert(draft, closed, { phase: 'gone', trigger: by, silenceRule }) : closed;
  // Only then is notice forgotten, as the alert tells of it. Silence may be a false alarm: then the notice still stands.
  return by === 'silence' ? told : forgetNotice(told);
}

/** A customer leaves for a stage in which nobody is asked back: lost or abandoned. */
export function endFor(draft: Draft, state: CustomerState, stage: 'lost' | 'abandoned'): CustomerState {
  const ended: CustomerState = {
    ...forgetNotice(state),
    ...withoutRisk,
    stage,
    stageBefore: null,
    goneBy: null,
    abandonment: null,
  };
  return closeAlert(draft, moveTo(draft, state, ended, stage), stage);
}

/** The parts of risk, and what would raise it, of whoever is not live. */
const withoutRisk = { silenceRisk: 'steady', incidentRisk: 'steady', deadlines: noDeadlines } as const;

export function forgetNotice(state: CustomerState): CustomerState {
  const { contacts } = state;
  return contacts === null || contacts.notice === null ? state : { ...state, contacts: withoutNotice(contacts) };
}
