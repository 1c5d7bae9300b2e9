import type { LifecycleRules } from '../lifecycle/parameters.ts';
import { dayMilliseconds, type Instant } from '../time/calendar.ts';
import type { Engagements } from './engagements.ts';

/** Whether a return at the instant follows soon enough on an action that reached the customer. */
export function isWonBack(engagements: Engagements | null, at: Instant, { wonBackDaysMax }: LifecycleRules): boolean {
  const lastDelivered = engagements?.lastDelivered ?? null;
  return lastDelivered !== null && at - lastDelivered.at <= wonBackDaysMax * dayMilliseconds;
}
