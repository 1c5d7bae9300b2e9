/** What was fetched of a partition, as a batch of kafkajs and of Ebb. */
import type { RawBatch } from '@ebb/runtime';
import kafkajs, { type Batch, type FetchedPartition, type KafkaMessage } from 'kafkajs';
import crc32C from 'kafkajs/src/protocol/recordBatch/crc32C/index.js';
import { type BatchRecords, FetchedRecords, recordsFrom } from './fetched-records.ts';
import { batchField, batchHeaderBytes, batchMagic } from './record-batch.ts';
import type { SentReader } from './sent-headers.ts';

/** By what the attributes say; there is none for what is not compressed. */
const codecs: Readonly<Record<number, (() => { decompress(bytes: Buffer): Promise<Buffer> }) | undefined>> =
  kafkajs.CompressionCodecs;

const compressionMask = 0x07;
const appendTimeFlag = 0x08;
const transactionFlag = 0x10;
const controlFlag = 0x20;

/** For kafkajs, which asks how many records there are and where they end, and hands it on. */
export class FetchedBatch implements Batch {
  readonly topic: string;
  readonly partition: number;
  readonly fetchedOffset: string;
  readonly highWatermark: string;
  /** kafkajs looks at nothing but their number. */
  readonly messages: KafkaMessage[];
  readonly raw: RawBatch;

  constructor(topic: string, { partition, highWatermark }: FetchedPartition, raw: RawBatch) {
    this.topic = topic;
    this.partition = partition;
    this.fetchedOffset = String(raw.fetchedOffset);
    this.highWatermark = highWatermark;
    this.messages = { length: raw.records.length } as KafkaMessage[];
    this.raw = raw;
  }

  isEmpty(): boolean {
    return this.raw.records.length === 0;
  }

  /** Nothing but control records, aborted ones, or gaps: the offset moves on. */
  isEmptyDueToFiltering(): boolean {
    return this.isEmpty() && this.raw.nextOffset > this.raw.fetchedOffset;
  }

  firstOffset(): string | null {
    const first = this.raw.records.at(0);
    return first === undefined ? null : String(first.offset);
  }

  lastOffset(): string {
    return String(this.raw.nextOffset - 1);
  }

  offsetLag(): string {
    return String(Number(this.highWatermark) - this.raw.nextOffset);
  }

  offsetLagLow(): string {
    const first = this.raw.records.at(0);
    return first === undefined ? '0' : String(Number(this.highWatermark) - 1 - first.offset);
  }
}

/**
 * The records of a fetch from an offset on, without those that were aborted.
 *
 * @throws where a batch is damaged, or in a format or compression that is not read
 */
export async function readFetched(
  { messages, abortedTransactions }: Pick<FetchedPartition, 'messages' | 'abortedTransactions'>,
  fetchedOffset: number,
  sentReader: SentReader,
): Promise<RawBatch> {
  const isAborted = abortion(abortedTransactions);
  const read: BatchRecords[] = [];
  let nextOffset = fetchedOffset;
  for (const batch of batchesIn(messages ?? Buffer.alloc(0))) {
    const baseOffset = int64(batch, 0);
    const lastOffset = baseOffset + batch.readInt32BE(batchField.lastOffsetDelta);
    const isWanted = !isAborted(batch, lastOffset);
    if (lastOffset < fetchedOffset) continue;
    nextOffset = lastOffset + 1;
    if (!isWanted) continue;
    const records = await recordsOf(batch, baseOffset);
    const wanted = baseOffset < fetchedOffset ? recordsFrom(records, fetchedOffset) : records;
    if (wanted.count > 0) read.push(wanted);
  }
  return { records: new FetchedRecords(read, sentReader), fetchedOffset, nextOffset };
}

/** The last may be cut off, as a fetch ends at a number of bytes. */
function* batchesIn(recordSet: Buffer): Generator<Buffer> {
  for (let at = 0; at + batchHeaderBytes <= recordSet.length; ) {
    const end = at + batchField.leaderEpoch + recordSet.readInt32BE(at + batchField.length);
    if (end > recordSet.length) return;
    const batch = recordSet.subarray(at, end);
    if (batch[batchField.magic] !== batchMagic)
      throw new Error(`record batches of format ${batch[batchField.magic]} are not read`);
    if (crc32C(batch.subarray(batchField.attributes)) !== batch.readUInt32BE(batchField.crc)) {
      throw new Error(`the record batch at offset ${int64(batch, 0)} is damaged: its CRC is wrong`);
    }
    yield batch;
    at = end;
  }
}

async function recordsOf(batch: Buffer, baseOffset: number): Promise<BatchRecords> {
  const attributes = batch.readInt16BE(batchField.attributes);
  const codec = codecs[attributes & compressionMask]?.();
  const isPlain = codec === undefined;
  return {
    bytes: isPlain ? batch : await codec.decompress(batch.subarray(batchHeaderBytes)),
    at: isPlain ? batchHeaderBytes : 0,
    count: batch.readInt32BE(batchField.count),
    baseOffset,
    baseTimestamp: int64(batch, batchField.baseTimestamp),
    appendedAt: (attributes & appendTimeFlag) === 0 ? null : int64(batch, batchField.maxTimestamp),
  };
}

/**
 * Whether a batch, the next one of a fetch, is not to be seen: control records, and what belongs to a transaction that was aborted. A
 * producer's aborted transaction goes from its first offset to the control record that ends it
 * (org.apache.kafka.clients.consumer.internals.CompletedFetch).
 */
function abortion(transactions: FetchedPartition['abortedTransactions'] | null): (batch: Buffer, lastOffset: number) => boolean {
  const begins = (transactions ?? [])
    .map(({ producerId, firstOffset }) => ({ producerId: Number(producerId), firstOffset: Number(firstOffset) }))
    .toSorted((one, other) => one.firstOffset - other.firstOffset);
  const aborting = new Set<number>();
  return (batch, lastOffset) => {
    const attributes = batch.readInt16BE(batchField.attributes);
    for (let first = begins[0]; first !== undefined && first.firstOffset <= lastOffset; first = begins[0]) {
      aborting.add(first.producerId);
      begins.shift();
    }
    if ((attributes & transactionFlag) === 0) return (attributes & controlFlag) !== 0;
    const producerId = int64(batch, batchField.producerId);
    if ((attributes & controlFlag) === 0) return aborting.has(producerId);
    aborting.delete(producerId);
    return true;
  };
}

/** Of offsets, times and ids, all below 2^53. */
const int64 = (bytes: Buffer, at: number): number => Number(bytes.readBigInt64BE(at));
