import type { Relationship } from './facts.ts';
import type { CustomerState } from './state.ts';

export function relationshipOf({ profile }: Pick<CustomerState, 'profile'>): Relationship {
  return profile === null ? 'transactional' : profile.relationship;
}

/** With a contract silence says nothing. */
export function isContractual(state: Pick<CustomerState, 'profile'>): boolean {
  return relationshipOf(state) === 'contractual';
}
