import { advocacyOf } from '../profiles/advocacy.ts';
import type { CustomerState } from './state.ts';
import type { Draft } from './step.ts';

/** The customer with the advocacy that holds now; asked at every fact. */
export function withAdvocacy({ at, day, context: { rules } }: Draft, state: CustomerState): CustomerState {
  const { profile, purchases, advocacy } = state;
  const holds = advocacyOf(profile, purchases, { at, day }, rules);
  return holds === advocacy ? state : { ...state, advocacy: holds };
}
