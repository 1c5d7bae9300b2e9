/**
 * Headers by which marketing tools of any make take a record for a CloudEvent: CloudEvents 1.0.2, Kafka protocol binding, binary
 * content mode. The value stays what it is on all topics of Ebb: Avro behind the five bytes of Confluent's wire format. These name
 * the schema, by its id in the registry; an address of the registry is not for events, so there is no `dataschema`.
 */
import type { Outgoing } from '@ebb/runtime';

/** What a record is about. */
interface About {
  /** Null for a marker. */
  readonly customerId: string | null;
  /** In event time. */
  readonly at: number;
}

export function asCloudEvent(outgoing: Outgoing, { customerId, at }: About): Outgoing {
  const subject = customerId === null ? {} : { ce_subject: customerId };
  return {
    ...outgoing,
    headers: {
      ce_specversion: '1.0',
      ce_id: idOf(outgoing, at),
      ce_source: '/ebb/actions',
      ce_type: `ebb.${outgoing.recordType}`,
      ce_time: new Date(at).toISOString(),
      ...subject,
      'content-type': 'application/avro',
    },
  };
}

/** Source and id together are an event's for ever: a repeat has them again, and nothing else has. */
function idOf({ key, partition, recordType, revision }: Outgoing, at: number): string {
  if (recordType === 'Marker') return `${key.toString()}/${partition}#${at}`;
  const id = `${key.toString()}#${revision}`;
  return recordType === 'Retraction' ? `!${id}` : id;
}
