/** What customers answer to what they get: for each action the same, whenever and however often it is asked. */
import type { Records } from '@ebb/contracts';
import { plainEngagement } from '../plain-events.ts';
import type { Received } from './receiver.ts';

type Engagement = Records['Engagement'];

const kinds: readonly (Pick<Engagement, 'what'> & Partial<Engagement>)[] = [
  { what: 'answered' },
  { what: 'outcome', outcome: 'refused', motive: 'price' },
  { what: 'opted-out', channel: 'mail' },
];
/** Every so many-th action is left without an answer. */
const silentEvery = kinds.length + 1;
const hoursUntilAnswer = 5;

/** Null for no answer. */
export function answerTo({ actionId, customerId, at }: Received): Engagement | null {
  const lot = Buffer.from(actionId).reduce((sum, byte) => sum + byte, 0);
  const kind = kinds[lot % silentEvery];
  if (kind === undefined) return null;
  return {
    ...plainEngagement,
    commercial: false,
    campaignId: null,
    eventId: `answer-${actionId}`,
    customerId,
    occurredAt: Date.parse(at) + hoursUntilAnswer * 3_600_000,
    actionId,
    ...kind,
  };
}
