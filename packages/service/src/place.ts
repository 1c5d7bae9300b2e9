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
  const { key: bytes } = raw;
  if (bytes === null || bytes.length === 0) return bad('missing-key', `the key must be ${keyIs}`);
  if (!isText(bytes, key)) return bad('wrong-key', `the key is not ${keyIs} ${key}`);
  const expected = partitionOf(customerId === key ? bytes : Buffer.from(customerId), partitions);
  if (expected === partition) return undefined;
  return bad('wrong-partition', `lies in partition ${partition}; murmur2 puts this key into ${expected} of ${partitions}`);
}

/** As UTF-8. Plain ASCII, the usual case, is not copied for it. */
function isText(bytes: Buffer, text: string): boolean {
  if (bytes.length !== text.length) return bytes.equals(Buffer.from(text));
  for (let index = 0; index < text.length; index += 1) {
    const byte = bytes[index] as number;
    // What is not ASCII takes more bytes than characters.
    if (byte > 0x7f || byte !== text.charCodeAt(index)) return false;
  }
  return true;
}
