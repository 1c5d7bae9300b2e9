import { foldEngagement } from '../engagements/fold-engagement.ts';
import { optOut } from '../profiles/contactability.ts';
import { withAdvocacy } from './advocacy.ts';
import { tellContactability } from './contactability.ts';
import type { Engagement } from './facts.ts';
import type { LifecycleContext } from './parameters.ts';
import type { CustomerState } from './state.ts';
import { type Draft, draftOf, finish, headOf, type LifecycleStep, recordAdvocacy } from './step.ts';

/** An engagement: what was done to a customer, and what came of it, passed on where an action of Ebb's was. */
export function applyEngagement(state: CustomerState, engagement: Engagement, context: LifecycleContext): LifecycleStep {
  const { id, at, what, channel } = engagement;
  const draft = draftOf(`engagement:${id}`, at, context);
  const engagements = foldEngagement(state.engagements, engagement, context.rules);
  const profile = what === 'opted-out' ? optOut(state.profile, channel, at) : state.profile;
  const told = withAdvocacy(draft, { ...state, engagements, profile });
  recordAdvocacy(draft, state, told);
  tellContactability(draft, state, told);
  tellOutcome(draft, engagement);
  return finish(draft, told);
}

function tellOutcome(draft: Draft, { what, actionId, outcome, motive, callBackAt }: Engagement): void {
  if (actionId === null || what === 'other' || what === 'campaign-sent') return;
  draft.outputs.push({ type: 'ActionOutcome', ...headOf(draft, 'outcome'), actionId, what, outcome, motive, callBackAt });
}
