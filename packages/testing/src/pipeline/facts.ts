/** What the oracle is told of events. */
import { engagementFact, profileChangeFact, purchaseFact, type Records, supportContactFact } from '@ebb/contracts';
import type { Fact } from '@ebb/domain';
import type { SourceEvent } from '../cdnow/index.ts';

const dayMilliseconds = 86_400_000;
const limits = {
  reportingCurrency: 'USD',
  rates: {},
  amountMaxMinor: Number.MAX_SAFE_INTEGER,
  clockSkewMax: 0,
  isoDayOf: (instant: number) => new Date(Math.floor(instant / dayMilliseconds) * dayMilliseconds).toISOString().slice(0, 10),
};

/** The facts of each customer; amounts in US cents. Events may come more than once. */
export function factsOf(events: Iterable<SourceEvent>): ReadonlyMap<string, readonly Fact[]> {
  const facts = new Map<string, Fact[]>();
  for (const event of events) {
    const sound = soundOf(event);
    if (sound.kind === 'bad') throw new Error(`an event of ${event.source} is bad: ${sound.detail}`);
    const former = facts.get(sound.customerId);
    if (former === undefined) facts.set(sound.customerId, [sound.fact]);
    else former.push(sound.fact);
  }
  return facts;
}

function soundOf({ source, record }: SourceEvent) {
  const now = Date.now();
  switch (source) {
    case 'purchases':
      return purchaseFact(record as Records['Purchase'], limits, now);
    case 'supportContacts':
      return supportContactFact(record as Records['SupportContact'], limits, now);
    case 'profiles':
      return profileChangeFact(record as Records['ProfileChange'], limits, now);
    case 'engagements':
      return engagementFact(record as Records['Engagement'], limits, now);
  }
}
