/** One partition of `retention-actions`: its records in order, each batch stored with the offset after it. */
import type { BadRecord, DeadLetterReason } from '@ebb/contracts';
import { judgeSequence, type Log, type RawBatch, type RawRecord, type SequencePosition, Signal, TaskStopped } from '@ebb/runtime';
import type { Clock } from './clock.ts';
import type { DecodeChanges } from './decode.ts';
import type { StoredCursor } from './intake.ts';
import type { Change, DeliveryStore } from './store.ts';

/** What was stored of a part of a batch. */
export interface RecordsRead {
  readonly taken: number;
  readonly bad: readonly DeadLetterReason[];
  /** Sent again, known by sequence number. */
  readonly repeats: number;
  /** Before which some are missing, by sequence number; compaction and erasure leave gaps, too. */
  readonly gaps: number;
}

export interface ReaderPorts {
  readonly store: DeliveryStore;
  readonly decode: DecodeChanges;
  readonly letterFor: (record: RawRecord, partition: number, fault: BadRecord) => string;
  readonly clock: Clock;
  readonly log: Log;
  readonly onRecords: (read: RecordsRead) => void;
  readonly onTaken: () => void;
  readonly seek: (partition: number, offset: number) => void;
  readonly pause: (partition: number) => void;
  readonly resume: (partition: number) => void;
  /** For lag tools only. */
  readonly noteInKafka: (partition: number, offset: number) => Promise<void>;
}

/** Records that one command stores, so that nobody else waits for Redis. */
const commandRecordsMax = 200;
/** Records fetched and waiting, beyond which fetching pauses. */
const queueRecordsMax = 2_000;
/** How long an offset may stay behind that nothing was stored with: of markers. */
const offsetBehindMillisecondsMax = 5_000;
const retryMilliseconds = 1_000;

interface Chunk {
  readonly records: readonly RawRecord[];
  readonly nextOffset: number;
}

export class PartitionReader {
  readonly #partition: number;
  readonly #ports: ReaderPorts;
  readonly #signal = new Signal();
  #queue: Chunk[] = [];
  #waiting = 0;
  #paused = false;
  /** As it is stored; null before it is known or where none is. */
  #stored: string | null = null;
  #cursor: StoredCursor | null = null;
  /** The offset that the next fetch has to ask for. */
  #expected: number | null = null;
  #storedAt = 0;
  #halted: string | null = null;
  #stopped = false;
  #running: Promise<void> | null = null;

  constructor(partition: number, ports: ReaderPorts) {
    this.#partition = partition;
    this.#ports = ports;
  }

  /**
   * @param low the first offset that Kafka holds
   * @throws TaskStopped where Kafka no longer has what is to be read next
   */
  async open(topicId: string, low: number): Promise<void> {
    await this.#load(topicId, low);
    this.#running ??= this.#run();
  }

  offer({ records, fetchedOffset, nextOffset }: RawBatch): void {
    if (this.#expected === null || this.#stopped || this.#halted !== null) return;
    if (fetchedOffset !== this.#expected) return this.#ports.seek(this.#partition, this.#expected);
    this.#expected = nextOffset;
    this.#queue.push(...chunksOf([...records], nextOffset));
    this.#waiting += records.length;
    if (!this.#paused && this.#waiting > queueRecordsMax) {
      this.#paused = true;
      this.#ports.pause(this.#partition);
    }
    this.#signal.raise();
  }

  /** Reads no more, as it can't. */
  halt(why: string): void {
    this.#halted = why;
    this.#ports.log.error({ partition: this.#partition }, why);
    this.#ports.pause(this.#partition);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#signal.raise();
    await this.#running;
  }

  status() {
    const waitingSince = this.#queue.find(({ records }) => records.length > 0)?.records[0]?.brokerAt ?? null;
    return {
      partition: this.#partition,
      offset: this.#cursor?.offset ?? null,
      stopped: this.#halted,
      waitingSince,
      upstream: Object.keys(this.#cursor?.heard ?? {}),
    };
  }

  async #load(topicId: string, low: number): Promise<void> {
    const stored = await this.#ports.store.cursor(this.#partition);
    const cursor = stored === null ? { topicId, offset: low, heard: {} } : (JSON.parse(stored) as StoredCursor);
    const where = `retention-actions, partition ${this.#partition}`;
    if (cursor.topicId !== topicId) throw new TaskStopped('topic-recreated', where);
    if (cursor.offset < low) {
      throw new TaskStopped('offset-gone', `${where}: offset ${cursor.offset} is next, Kafka begins at ${low}`);
    }
    this.#stored = stored;
    this.#cursor = cursor;
    this.#queue = [];
    this.#waiting = 0;
    this.#expected = cursor.offset;
    // A reader before this one may have paused it: kafkajs keeps that when the group gives partitions anew.
    this.#paused = false;
    this.#ports.resume(this.#partition);
    this.#ports.seek(this.#partition, cursor.offset);
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const chunk = this.#queue[0];
      if (chunk === undefined) {
        await this.#signal.wait(offsetBehindMillisecondsMax);
        continue;
      }
      try {
        const taken = await this.#take(chunk);
        if (taken === 'OK') this.#shift(chunk);
        if (taken === 'FULL') await pause();
      } catch (error) {
        const fields = { partition: this.#partition, error: String(error) };
        this.#ports.log.error(fields, 'records could not be taken; trying again');
        await pause();
      }
    }
  }

  #shift(chunk: Chunk): void {
    if (this.#queue[0] !== chunk) return;
    this.#queue.shift();
    this.#waiting -= chunk.records.length;
    if (this.#paused && this.#waiting <= queueRecordsMax / 2) {
      this.#paused = false;
      this.#ports.resume(this.#partition);
    }
  }

  /** MOVED where somebody else has read on, and it has to be begun anew from there; FULL where the outbox has to be sent first. */
  async #take(chunk: Chunk): Promise<'OK' | 'MOVED' | 'FULL'> {
    const { store, clock, onRecords, onTaken, log } = this.#ports;
    const before = this.#cursor as StoredCursor;
    const { changes, heard, bad, repeats, gaps } = await this.#changesOf(chunk.records, before.heard);
    const cursor = { ...before, offset: chunk.nextOffset, heard };
    if (changes.length === 0 && clock.now() - this.#storedAt < offsetBehindMillisecondsMax) {
      this.#cursor = cursor;
      return 'OK';
    }
    const to = JSON.stringify(cursor);
    const result = await store.take({ partition: this.#partition, from: this.#stored, to, changes });
    if (result === 'FULL') return result;
    if (result === 'MOVED') {
      await this.#load(before.topicId, 0);
      return result;
    }
    this.#cursor = cursor;
    this.#stored = to;
    this.#storedAt = clock.now();
    onRecords({ taken: chunk.records.length, bad, repeats, gaps });
    if (gaps > 0) log.warn({ partition: this.#partition, gaps }, 'records of Ebb are missing before some that were read');
    onTaken();
    void this.#noteInKafka(cursor.offset);
    return 'OK';
  }

  async #changesOf(records: readonly RawRecord[], heardBefore: StoredCursor['heard']) {
    const changes: Change[] = [];
    const heard: Record<string, SequencePosition> = { ...heardBefore };
    const bad: DeadLetterReason[] = [];
    let [repeats, gaps] = [0, 0];
    for (const record of records) {
      const { sent } = record;
      if (sent !== null) {
        const { from, epoch, sequence } = sent;
        const verdict = judgeSequence(heard[from], { epoch, sequence });
        if (verdict === 'repeat') {
          repeats += 1;
          continue;
        }
        if (verdict !== 'new') gaps += 1;
        heard[from] = { epoch, sequence };
      }
      const decoded = await this.#ports.decode(record, this.#partition);
      if (!('code' in decoded)) changes.push(...decoded);
      else changes.push({ kind: 'emit', entry: this.#ports.letterFor(record, this.#partition, decoded) });
      if ('code' in decoded) bad.push(decoded.code);
    }
    return { changes, heard, bad, repeats, gaps };
  }

  async #noteInKafka(offset: number): Promise<void> {
    try {
      await this.#ports.noteInKafka(this.#partition, offset);
    } catch (error) {
      this.#ports.log.info({ partition: this.#partition, error: String(error) }, 'the offset could not be noted in Kafka');
    }
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, retryMilliseconds));

/** Parts that one command can store; offsets may have gaps, so the last part ends where the batch ends. */
function chunksOf(records: readonly RawRecord[], nextOffset: number): Chunk[] {
  if (records.length === 0) return [{ records, nextOffset }];
  const chunks: Chunk[] = [];
  for (let from = 0; from < records.length; from += commandRecordsMax) {
    const next = records[from + commandRecordsMax];
    chunks.push({ records: records.slice(from, from + commandRecordsMax), nextOffset: next?.offset ?? nextOffset });
  }
  return chunks;
}
