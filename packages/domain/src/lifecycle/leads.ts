import type { ProfileChange } from './facts.ts';
import type { Stage } from './state.ts';

/** The stage of whoever has not bought yet, after news of a lead; after a purchase it changes nothing. */
export function stageOfLead(
  stage: Stage,
  what: Extract<ProfileChange['what'], 'lead-captured' | 'lead-qualified' | 'lead-disqualified'>,
): Stage {
  switch (what) {
    case 'lead-captured':
      return stage === 'none' ? 'suspect' : stage;
    case 'lead-qualified':
      return stage === 'none' || stage === 'suspect' || stage === 'disqualified' ? 'prospect' : stage;
    case 'lead-disqualified':
      return stage === 'none' || stage === 'suspect' || stage === 'prospect' ? 'disqualified' : stage;
  }
}
