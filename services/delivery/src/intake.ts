/**
 * Reads `retention-actions` into the queue. The offset of each partition lies in Redis, and is moved on by the command that stores what
 * was read: it wins over Kafka's. A reader that another has taken over from finds the offset moved, and changes nothing.
 */
import type { BadRecord } from '@ebb/contracts';
import {
  type Input,
  type InputHandler,
  type Log,
  type RawBatch,
  type RawRecord,
  type SequencePosition,
  TaskStopped,
} from '@ebb/runtime';
import type { Clock } from './clock.ts';
import type { DecodeChanges } from './decode.ts';
import { PartitionReader, type ReaderPorts, type RecordsRead } from './partition-reader.ts';
import type { DeliveryStore } from './store.ts';

export interface IntakePorts {
  readonly store: DeliveryStore;
  readonly input: Input;
  readonly decode: DecodeChanges;
  /** What is told of a bad record. */
  readonly letterFor: (record: RawRecord, partition: number, fault: BadRecord) => string;
  readonly clock: Clock;
  readonly log: Log;
  readonly onRecords: (read: RecordsRead) => void;
  readonly onRebalance: () => void;
  /** Something new may be sent, or has been put into the outbox. */
  readonly onTaken: () => void;
}

export interface IntakeStatus {
  readonly joined: boolean;
  readonly partitions: readonly {
    readonly partition: number;
    readonly offset: number | null;
    readonly stopped: string | null;
    /** When Kafka had got the first record that is fetched and not stored; null where there is none. */
    readonly waitingSince: number | null;
    /** All who have ever written there, as `<service>/<source partition>`. */
    readonly upstream: readonly string[];
  }[];
}

/** Where a partition has been read to, as it is stored. */
export interface StoredCursor {
  readonly topicId: string;
  readonly offset: number;
  /** The last that was taken of each task that writes there, by `<service>/<partition>`. */
  readonly heard: Readonly<Record<string, SequencePosition>>;
}

const retryMilliseconds = 1_000;
const source = 0;

export class ActionIntake implements InputHandler {
  readonly #ports: IntakePorts;
  #readers = new Map<number, PartitionReader>();
  #joined = false;
  #stopping = false;

  constructor(ports: IntakePorts) {
    this.#ports = ports;
  }

  start(): Promise<void> {
    return this.#ports.input.start(this);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#ports.input.stop();
    await Promise.all([...this.#readers.values()].map((reader) => reader.stop()));
  }

  /** All are opened anew: the group may have given them to somebody else meanwhile. */
  assigned(partitions: readonly number[]): void {
    this.#joined = true;
    this.#ports.onRebalance();
    for (const reader of this.#readers.values()) void reader.stop();
    this.#readers = new Map(partitions.map((partition) => [partition, new PartitionReader(partition, this.#readerPorts())]));
    for (const [partition, reader] of this.#readers) void this.#open(partition, reader);
  }

  batch(_source: number, partition: number, batch: RawBatch): void {
    this.#readers.get(partition)?.offer(batch);
  }

  ended(error: Error): void {
    this.#joined = false;
    if (this.#stopping) return;
    this.#ports.log.error({ error: error.message }, 'consuming has ended; joining the group again');
    setTimeout(() => void this.#rejoin(), retryMilliseconds);
  }

  status(): IntakeStatus {
    const partitions = [...this.#readers.values()].map((reader) => reader.status());
    return { joined: this.#joined, partitions };
  }

  async #rejoin(): Promise<void> {
    if (this.#stopping) return;
    await this.#ports.input.rejoin().catch((error: unknown) => this.ended(error as Error));
  }

  async #open(partition: number, reader: PartitionReader): Promise<void> {
    const { input, log } = this.#ports;
    try {
      const [[topicId = ''], ends] = await Promise.all([input.topicIds(), input.ends(source)]);
      await reader.open(topicId, ends.get(partition)?.low ?? 0);
    } catch (error) {
      if (error instanceof TaskStopped) return reader.halt(error.message);
      log.error({ partition, error: String(error) }, 'a partition could not be opened; trying again');
      setTimeout(() => {
        if (this.#readers.get(partition) === reader && !this.#stopping) void this.#open(partition, reader);
      }, retryMilliseconds);
    }
  }

  #readerPorts(): ReaderPorts {
    const { store, decode, letterFor, clock, log, onRecords, onTaken, input } = this.#ports;
    return {
      store,
      decode,
      letterFor,
      clock,
      log,
      onRecords,
      onTaken,
      seek: (partition, offset) => input.seek(source, partition, offset),
      pause: (partition) => input.pause(source, partition),
      resume: (partition) => input.resume(source, partition),
      noteInKafka: (partition, offset) => input.commit(partition, [offset], 0),
    };
  }
}
