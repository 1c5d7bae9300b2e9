import { onDay } from '../contacts/spec-support.ts';
import { defaultRules } from '../lifecycle/default-rules.ts';
import type { Engagement } from '../lifecycle/facts.ts';
import type { Engagements } from './engagements.ts';
import { foldEngagement } from './fold-engagement.ts';

/** An engagement, by default a commercial one of no action; its id is what and when. */
export function engagement(day: number, what: Engagement['what'], more: Partial<Engagement> = {}): Engagement {
  return {
    kind: 'engagement',
    id: `${what}-${day}`,
    at: onDay(day),
    what,
    channel: null,
    commercial: true,
    actionId: null,
    outcome: null,
    motive: null,
    callBackAt: null,
    detail: null,
    ...more,
  };
}

export function engaged(...engagements: readonly Engagement[]): Engagements {
  let folded: Engagements | null = null;
  for (const one of engagements) folded = foldEngagement(folded, one, defaultRules);
  return folded!;
}
