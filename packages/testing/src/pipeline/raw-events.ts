/** Events and their bytes, one by one: for tests that need to say what exactly lies where. */
import { encode, frame, type SourceName, sources } from '@ebb/contracts';
import type { SourceRecord } from '@ebb/intake';
import { partitionOf } from '@ebb/kafka';
import { plainContact, plainEngagement, plainProfileChange, plainPurchase } from '../plain-events.ts';

const plainEvents = {
  purchases: plainPurchase,
  supportContacts: plainContact,
  profiles: plainProfileChange,
  engagements: plainEngagement,
} as const;

/** A sound event of a source, with an id that no other customer or time has. */
export function eventOf<Name extends SourceName>(source: Name, customerId: string, occurredAt: number): SourceRecord<Name> {
  const event = { eventId: `${customerId}-${occurredAt}`, customerId, occurredAt };
  return { ...event, ...plainEvents[source] } as unknown as SourceRecord<Name>;
}

/** The bytes of a source's record, framed with the id of its schema. */
export const frameOf = <Name extends SourceName>(source: Name, schemaId: number, record: SourceRecord<Name>): Buffer =>
  frame(schemaId, encode(sources[source].record, record));

/** A customer id that begins with a name and belongs to a partition. */
export function nameIn(partition: number, partitions: number, name: string): string {
  for (let number = 1; ; number += 1) {
    const customerId = `${name}-${number}`;
    if (partitionOf(Buffer.from(customerId), partitions) === partition) return customerId;
  }
}
