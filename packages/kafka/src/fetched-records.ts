/**
 * Records as they were fetched, decoded when they are asked for. Decoded all at once, a fetch of 1 MiB became some 10,000 records with a
 * key and a value each, which waited as objects until their turn came; so the garbage collector moved and marked all of them.
 */
import type { RawRecord, RawRecords, Sent } from '@ebb/runtime';
import type { SentReader } from './sent-headers.ts';
import { Reader } from './varint.ts';

/** The records of one batch. */
export interface BatchRecords {
  /** Not compressed. */
  readonly bytes: Buffer;
  /** Where the first begins. */
  readonly at: number;
  readonly count: number;
  readonly baseOffset: number;
  readonly baseTimestamp: number;
  /** When Kafka got them; null where the producer's time counts. */
  readonly appendedAt: number | null;
}

const noHeaders: RawRecord['headers'] = Object.freeze({});
const nothing: BatchRecords = { bytes: Buffer.alloc(0), at: 0, count: 0, baseOffset: 0, baseTimestamp: 0, appendedAt: null };

export class FetchedRecords implements RawRecords {
  readonly length: number;
  readonly #batches: readonly BatchRecords[];
  readonly #sentReader: SentReader;
  /** What is read next: its index, its batch, and how many of that are left. */
  #next = 0;
  #batchIndex = -1;
  #batch = nothing;
  #left = 0;
  #reader = new Reader(nothing.bytes, 0);
  #last: { readonly index: number; readonly record: RawRecord } | null = null;

  constructor(batches: readonly BatchRecords[], sentReader: SentReader) {
    this.#batches = batches;
    this.#sentReader = sentReader;
    this.length = batches.reduce((sum, { count }) => sum + count, 0);
  }

  /** The same object where it is asked for again at once. What is before the last one is found by going through all from the first. */
  at(index: number): RawRecord | undefined {
    if (this.#last?.index === index) return this.#last.record;
    if (index >= this.length) return undefined;
    if (index !== this.#next) this.#goTo(index);
    while (this.#left === 0) this.#enter(this.#batchIndex + 1);
    const record = new FetchedRecord(this.#reader, this.#batch, this.#sentReader);
    this.#next += 1;
    this.#left -= 1;
    this.#last = { index, record };
    return record;
  }

  *[Symbol.iterator](): Generator<RawRecord> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index) as RawRecord;
  }

  #goTo(index: number): void {
    if (index < this.#next) {
      this.#enter(0);
      this.#next = 0;
    }
    while (index - this.#next >= this.#left) {
      this.#next += this.#left;
      this.#enter(this.#batchIndex + 1);
    }
    for (; this.#next < index; this.#next += 1) {
      skip(this.#reader);
      this.#left -= 1;
    }
  }

  #enter(batchIndex: number): void {
    this.#batchIndex = batchIndex;
    this.#batch = this.#batches[batchIndex] as BatchRecords;
    this.#left = this.#batch.count;
    this.#reader = new Reader(this.#batch.bytes, this.#batch.at);
  }
}

/** What of a batch is at an offset or after it. */
export function recordsFrom(batch: BatchRecords, offset: number): BatchRecords {
  const reader = new Reader(batch.bytes, batch.at);
  let passed = 0;
  for (; passed < batch.count; passed += 1) {
    const { at } = reader;
    const end = endOf(reader);
    reader.at += 1; // attributes
    reader.varint(); // time
    if (batch.baseOffset + reader.varint() >= offset) return { ...batch, at, count: batch.count - passed };
    reader.at = end;
  }
  return { ...batch, count: 0 };
}

/**
 * A record of a batch: Length Attributes TimestampDelta OffsetDelta Key Value [HeaderKey HeaderValue]. Key, value and headers are made
 * when they are asked for. Kept with it, they would be moved with it by the garbage collector; headers alone take 1.5 µs for six.
 */
class FetchedRecord implements RawRecord {
  readonly offset: number;
  readonly brokerAt: number;
  readonly sent: Sent | null;
  readonly #bytes: Buffer;
  /** Of key and value: how long, negative for none, and where they end. */
  readonly #keyLength: number;
  readonly #keyEnd: number;
  readonly #valueLength: number;
  readonly #valueEnd: number;

  constructor(reader: Reader, { baseOffset, baseTimestamp, appendedAt }: BatchRecords, sentReader: SentReader) {
    const end = endOf(reader);
    reader.at += 1; // attributes: none are in use
    const timestamp = baseTimestamp + reader.varint();
    this.offset = baseOffset + reader.varint();
    this.brokerAt = appendedAt ?? timestamp;
    this.#bytes = reader.bytes;
    this.#keyLength = reader.passBytes();
    this.#keyEnd = reader.at;
    this.#valueLength = reader.passBytes();
    this.#valueEnd = reader.at;
    this.sent = this.#hasHeaders ? sentReader.read(reader) : null;
    reader.at = end;
  }

  get key(): Buffer | null {
    return this.#keyLength < 0 ? null : this.#bytes.subarray(this.#keyEnd - this.#keyLength, this.#keyEnd);
  }

  get value(): Buffer | null {
    return this.#valueLength < 0 ? null : this.#bytes.subarray(this.#valueEnd - this.#valueLength, this.#valueEnd);
  }

  get headers(): RawRecord['headers'] {
    return this.#hasHeaders ? readHeaders(new Reader(this.#bytes, this.#valueEnd)) : noHeaders;
  }

  get #hasHeaders(): boolean {
    return this.#bytes[this.#valueEnd] !== 0;
  }
}

function skip(reader: Reader): void {
  reader.at = endOf(reader);
}

function endOf(reader: Reader): number {
  const length = reader.varint();
  const end = reader.at + length;
  if (end > reader.bytes.length) throw new RangeError('a batch ends within a record');
  return end;
}

function readHeaders(reader: Reader): RawRecord['headers'] {
  const headers: Record<string, Buffer | Buffer[]> = {};
  for (let left = reader.varint(); left > 0; left -= 1) {
    const name = String(reader.bytesOrNull());
    const value = reader.bytesOrNull() as Buffer;
    const before = headers[name];
    headers[name] = before === undefined ? value : [before, value].flat();
  }
  return headers;
}
