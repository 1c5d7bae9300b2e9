import { raiseAlert } from './alerts.ts';
import { type CustomerState, type Risk } from './state.ts';
import { closeAlert, type Draft } from './step.ts';

/** What follows for alerts from a change of the risk by incidents: one is raised where it rises to leaving, closed where it falls. */
export function alertOfIncidents(
  draft: Draft,
  before: Risk,
  state: CustomerState,
  trigger: 'incident' | 'payment',
): CustomerState {
  const after = state.incidentRisk;
  if (before === after) return state;
  if (after === 'leaving') return raiseAlert(draft, state, { phase: 'leaving', trigger, silenceRule: null });
  const isOver = before === 'leaving' && (state.openAlert?.trigger === 'incident' || state.openAlert?.trigger === 'payment');
  return isOver ? closeAlert(draft, state, 'incident-over') : state;
}
