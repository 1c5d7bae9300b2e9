import type { ActionKind, ActionPhase, ActionTrigger } from './outputs.ts';

const byPhase: Readonly<Record<ActionPhase, number>> = { leaving: 10, gone: 20, abandoned: 30 };

const byTrigger: Readonly<Record<ActionTrigger, number>> = {
  silence: 0,
  incident: 1,
  payment: 1,
  notice: 2,
  'contract-ended': 2,
  abandonment: 2,
};

/**
 * How strongly an action is asked for: the stronger takes the place of the weaker. A manager's decision is the weakest: it can
 * wait, a customer cannot.
 */
export function strengthOf(action: {
  readonly kind: ActionKind;
  readonly phase: ActionPhase;
  readonly trigger: ActionTrigger;
}): number {
  return action.kind === 'approval' ? 0 : byPhase[action.phase] + byTrigger[action.trigger];
}
