/** Reads all that left to Ebb's own topics, as the next service would: repeats dropped by sequence number, retractions applied. */
import { randomUUID } from 'node:crypto';
import { decode, headers as headerNames, type RecordName, type Records, unframe } from '@ebb/contracts';
import { judgeSequence, type SequencePosition } from '@ebb/runtime';
import type { IHeaders, Kafka, KafkaMessage } from 'kafkajs';

export type Standing = { readonly type: string; readonly recordId: string; readonly customerId: string } & Readonly<
  Record<string, unknown>
>;

export interface Outcome {
  /** What stands after retractions, by customer. */
  readonly standing: ReadonlyMap<string, readonly Standing[]>;
  readonly retractions: number;
  readonly deadLetters: readonly Records['DeadLetter'][];
  /** Records that came more than once. */
  readonly repeats: number;
  /** What must never be: missing sequence numbers, retractions of what does not stand, a record twice. */
  readonly faults: readonly string[];
}

export interface Read {
  readonly partition: number;
  readonly message: KafkaMessage;
}

export async function readOutcome(
  kafka: Kafka,
  outputs: { readonly customerAlerts: string; readonly deadLetters: string },
): Promise<Outcome> {
  const ledger = new Ledger();
  for (const { partition, message } of await readAll(kafka, outputs.customerAlerts)) ledger.take(partition, message);
  const deadLetters = new Ledger();
  for (const { partition, message } of await readAll(kafka, outputs.deadLetters)) deadLetters.take(partition, message);
  const standing = Map.groupBy(ledger.standing.values(), ({ record }) => record.customerId);
  return {
    standing: new Map([...standing].map(([customerId, entries]) => [customerId, entries.map(({ record }) => record)])),
    retractions: ledger.retractions,
    deadLetters: deadLetters.letters,
    repeats: ledger.repeats + deadLetters.repeats,
    faults: [...ledger.faults, ...deadLetters.faults],
  };
}

/** The record types by the ids that the registry gave them; learned from the records' own key and header would not do. */
class Ledger {
  readonly standing = new Map<string, { readonly revision: number; readonly record: Standing }>();
  readonly letters: Records['DeadLetter'][] = [];
  readonly faults: string[] = [];
  retractions = 0;
  repeats = 0;
  readonly #positions = new Map<string, SequencePosition>();

  take(partition: number, message: KafkaMessage): void {
    const from = `${header(message.headers, headerNames.service)}/${header(message.headers, headerNames.partition)} to ${partition}`;
    const position = {
      epoch: Number(header(message.headers, headerNames.epoch)),
      sequence: Number(header(message.headers, headerNames.sequence)),
    };
    const last = this.#positions.get(from);
    const verdict = judgeSequence(last, position);
    if (verdict === 'repeat') {
      this.repeats += 1;
      return;
    }
    if (verdict !== 'new') this.faults.push(`${verdict} from ${from}: ${JSON.stringify(last)} then ${JSON.stringify(position)}`);
    this.#positions.set(from, position);
    this.#apply(message);
  }

  #apply(message: KafkaMessage): void {
    const type = header(message.headers, headerNames.recordType) as RecordName;
    const unframed = unframe(message.value as Buffer);
    if (typeof unframed === 'string') {
      this.faults.push(`a value that is no frame: ${unframed}`);
      return;
    }
    const record = decode(type, unframed.payload);
    if (type === 'Marker') return;
    if (type === 'DeadLetter') this.letters.push(record as Records['DeadLetter']);
    else if (type === 'Retraction') this.#retract(record as Records['Retraction']);
    else this.#stand(type, record as Records['LifecycleTransition']);
  }

  #retract({ customerId, recordId, revision }: Records['Retraction']): void {
    this.retractions += 1;
    const key = `${customerId}/${recordId}`;
    const standing = this.standing.get(key);
    if (standing?.revision !== revision) {
      this.faults.push(`retraction of ${key} revision ${revision}, but ${standing?.revision ?? 'none'} stands`);
    }
    this.standing.delete(key);
  }

  #stand(type: string, { revision, ...record }: Records['LifecycleTransition']): void {
    const key = `${record.customerId}/${record.recordId}`;
    if (this.standing.has(key)) this.faults.push(`${key} stands twice`);
    this.standing.set(key, { revision, record: { type, ...record } });
  }
}

const header = (headers: IHeaders | undefined, name: string): string => {
  const value = headers?.[name];
  return Buffer.isBuffer(value) ? value.toString() : '';
};

/** All records of a topic up to its present end, each partition in its order. */
export async function readAll(kafka: Kafka, topic: string): Promise<Read[]> {
  const admin = kafka.admin();
  await admin.connect();
  const ends = (await admin.fetchTopicOffsets(topic)).filter(({ low, high }) => Number(high) > Number(low));
  await admin.disconnect();
  if (ends.length === 0) return [];
  const left = new Map(ends.map(({ partition, high }) => [partition, Number(high)]));
  const read: Read[] = [];
  const consumer = kafka.consumer({ groupId: `outcome-${randomUUID()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const { promise, resolve } = Promise.withResolvers<void>();
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      const high = left.get(batch.partition);
      if (high === undefined) return;
      for (const message of batch.messages) if (Number(message.offset) < high) read.push({ partition: batch.partition, message });
      if (Number(batch.lastOffset()) + 1 >= high) left.delete(batch.partition);
      if (left.size === 0) resolve();
    },
  });
  await promise;
  await consumer.disconnect();
  return read;
}
