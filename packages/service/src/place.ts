import { type BadRecord, bad } from '@ebb/contracts';
import { partitionOf } from '@ebb/kafka';
import type { RawRecord } from '@ebb/runtime';

/** Where a customer's record has to lie. */
export interface Place {
  readonly customerId: string;
  readonly key: string;
  /** What the key is, in words. */
  readonly keyIs: string;
  /** Partitions of the topic. */
  readonly partitions: number;
}

/** A customer's records must lie under their key in the customer's partition: there their one writer reads them. */
export function faultOfPlace(raw: RawRecord, partition: number, place: Place): BadRecord | undefined {
  const { customerId, key, keyIs, partitions } = place;
  if (raw.key === null || raw.key.length === 0) return bad('missing-key', `the key must be ${keyIs}`);
  if (!raw.key.equals(Buffer.from(key))) return bad('wrong-key', `the key is not ${keyIs} ${key}`);
  const expected = partitionOf(Buffer.from(customerId), partitions);
  if (expected === partition) return undefined;
  return bad('wrong-partition', `lies in partition ${partition}; murmur2 puts this key into ${expected} of ${partitions}`);
}
