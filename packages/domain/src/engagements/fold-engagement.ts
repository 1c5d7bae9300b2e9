import type { Engagement } from '../lifecycle/facts.ts';
import type { LifecycleRules } from '../lifecycle/parameters.ts';
import { contactsMax, type Engagements, noEngagements } from './engagements.ts';
import { contactsUntil } from './pressure.ts';

/** One more engagement: "Engagements" of docs/rules.md. Engagements are to be given in the order of their event time. */
export function foldEngagement(engagements: Engagements | null, engagement: Engagement, rules: LifecycleRules): Engagements {
  const before = engagements ?? noEngagements;
  const { id: eventId, at } = engagement;
  switch (engagement.what) {
    case 'action-sent':
    case 'campaign-sent':
      return reach(press(before, engagement, rules), engagement);
    case 'delivered':
      return reach(before, engagement);
    case 'answered':
      return { ...before, unanswered: 0 };
    case 'outcome':
      return takeOutcome(before, engagement);
    case 'opted-out':
      return { ...before, optedOut: { eventId, at } };
    default:
      return before;
  }
}

function press(engagements: Engagements, { id: eventId, at, commercial }: Engagement, rules: LifecycleRules): Engagements {
  if (!commercial) return engagements;
  const { overSolicited, causeDaysMax } = rules.causes;
  // Pressure is a cause for some time after it: then it is counted back from its end.
  const recent = contactsUntil(engagements, at, causeDaysMax + overSolicited.days);
  const commercialContacts = [...recent, { eventId, at }].slice(-contactsMax);
  return { ...engagements, commercialContacts, unanswered: engagements.unanswered + 1 };
}

function reach(engagements: Engagements, { what, actionId, at }: Engagement): Engagements {
  if (actionId === null || what === 'campaign-sent') return engagements;
  return { ...engagements, lastDelivered: { actionId, at } };
}

/** An outcome is an answer unless nobody was there to give one. */
function takeOutcome(engagements: Engagements, { id: eventId, at, outcome, motive }: Engagement): Engagements {
  const isAnswer = outcome !== 'not-reached' && outcome !== 'wrong-number';
  const answered: Engagements = isAnswer ? { ...engagements, unanswered: 0 } : engagements;
  if (outcome !== 'refused' || motive === null) return answered;
  return { ...answered, statedMotive: { eventId, at, motive } };
}
