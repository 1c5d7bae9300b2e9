/** What is forwarded together: records that Ebb's topic and the dead letters get, and a marker behind them. */
import { encodeFramed } from '@ebb/contracts';
import { partitionOf } from '@ebb/kafka';
import type { RawRecord, Rejected } from '@ebb/runtime';
import type { Message } from 'kafkajs';
import type { Completeness } from './completeness.ts';
import { bytesOf, type Merge, type MergedRecord } from './merge.ts';

/** Records and bytes sent together. In one batch for one partition they stay under Kafka's 1 MiB; a larger record goes by itself. */
const chunkRecordsMax = 2_000;
const chunkBytesMax = 512 << 10;

/** Where to, and as what. */
export interface Destination {
  readonly topic: string;
  readonly partitions: number;
  /** Who vouches for the markers. */
  readonly voucher: string;
  readonly markerSchemaId: number;
  readonly deadLetters: string;
  readonly deadLetter: (rejected: Rejected) => Message;
}

export interface Chunk {
  /** Records, then markers. */
  readonly messages: readonly Message[];
  /** What was read of each of those records. */
  readonly origins: readonly MergedRecord[];
  readonly deadLetters: readonly Message[];
  /** Why each of those is there. */
  readonly bad: readonly string[];
  /** Records of the shop's, markers among them. */
  readonly records: number;
  readonly forwarded: number;
}

/** The next records in their order; those behind one whose schema is still being fetched are left for the next chunk. */
export function nextChunk(merge: Merge, completeness: Completeness, destination: Destination): Chunk {
  const messages: Message[] = [];
  const origins: MergedRecord[] = [];
  const deadLetters: Message[] = [];
  const bad: string[] = [];
  let [records, bytes] = [0, 0];
  let lastMarker: RawRecord | null = null;
  while (records < chunkRecordsMax && bytes < chunkBytesMax) {
    const next = merge.next(records === 0 ? Number.POSITIVE_INFINITY : chunkBytesMax - bytes);
    if (next === undefined) break;
    records += 1;
    bytes += bytesOf(next.record);
    if (next.decoded.kind === 'fact') {
      messages.push(keyed(next.record, next.decoded.customerId, destination.partitions));
      origins.push(next);
    } else if (next.decoded.kind === 'bad') {
      deadLetters.push(destination.deadLetter(rejectedOf(next, next.decoded)));
      bad.push(next.decoded.code);
    } else if (next.decoded.kind === 'marker') {
      completeness.mark(next.partition, next.decoded.watermark);
      lastMarker = next.record;
    }
  }
  const forwarded = messages.length;
  if (lastMarker !== null) messages.push(...markers(completeness, lastMarker, destination));
  return { messages, origins, deadLetters, bad, records, forwarded };
}

/** The record as it came, under its customer's key. */
function keyed({ value, brokerAt, headers }: RawRecord, customerId: string, partitions: number): Message {
  const key = Buffer.from(customerId);
  return { key, value, partition: partitionOf(key, partitions), timestamp: String(brokerAt), headers: { ...headers } };
}

export const rejectedOf = (
  { partition, record }: MergedRecord,
  { code, detail }: { code: string; detail: string },
): Rejected => ({
  source: 0,
  partition,
  record,
  code,
  detail,
});

/** One for each partition, stamped as the marker that completed it; none where nothing new is complete. */
function markers(completeness: Completeness, { brokerAt }: RawRecord, destination: Destination): Message[] {
  const watermark = completeness.takeNews();
  if (watermark === null) return [];
  const { voucher: source, partitions, markerSchemaId } = destination;
  return Array.from({ length: partitions }, (_, partition) => ({
    key: `/marker/${source}`,
    value: encodeFramed('Marker', markerSchemaId, { source, partition, watermark, madeAt: null }),
    partition,
    timestamp: String(brokerAt),
  }));
}
