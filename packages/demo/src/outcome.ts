/**
 * What really left: Ebb's own topics, read from their beginning as a next service would, repeats dropped by sequence number and
 * retractions applied. Holds all that stands in memory: made for demos and tests, not for years of events.
 */
import { randomUUID } from 'node:crypto';
import { type Config, decode, headers as headerNames, type RecordName, type Records, unframe } from '@ebb/contracts';
import { judgeSequence, type SequencePosition } from '@ebb/runtime';
import type { Consumer, IHeaders, Kafka, KafkaMessage } from 'kafkajs';

const fetchWaitMilliseconds = 100;

export type OutputTopics = Pick<Config['outputs'], 'customerAlerts' | 'retentionActions' | 'deadLetters'>;

/** What Ebb says of a customer, and what it does about it. */
const spoken = [
  'LifecycleTransition',
  'MainDefectorAlert',
  'RiskAlert',
  'AlertClosed',
  'ContactabilityChanged',
  'ActionOutcome',
  'AbandonmentProposed',
  'RetentionAction',
  'ActionCalledOff',
  'ActionWithheld',
  'EffectMeasured',
] as const satisfies readonly RecordName[];
type Spoken = (typeof spoken)[number];

/** A record of `customer-alerts` or `retention-actions` that has not been withdrawn. */
export type StandingRecord = { readonly [Type in Spoken]: { readonly type: Type; readonly record: Records[Type] } }[Spoken];

export interface Outcome {
  readonly standing: Iterable<StandingRecord>;
  readonly retractions: number;
  readonly deadLetters: readonly Records['DeadLetter'][];
  /** Records that came again. */
  readonly repeats: number;
  /** Each a sentence on sequence numbers that are missing: something that left is not there. */
  readonly gaps: readonly string[];
}

/** All that has left up to now. */
export async function readOutcome({ kafka, topics }: { kafka: Kafka; topics: OutputTopics }): Promise<Outcome> {
  const reader = await OutcomeReader.start(kafka, topics);
  try {
    await reader.reachEnd();
    return reader.outcome;
  } finally {
    await reader.stop();
  }
}

/** Reads on as records leave. */
export class OutcomeReader {
  readonly #kafka: Kafka;
  readonly #topics: readonly string[];
  readonly #groupId = `ebb-outcome-${randomUUID()}`;
  readonly #consumer: Consumer;
  readonly #ledger = new Ledger();
  /** Next offset by topic and partition. */
  readonly #positions = new Map<string, number>();
  #onBatch: () => void = () => {};

  private constructor(kafka: Kafka, topics: OutputTopics) {
    this.#kafka = kafka;
    this.#topics = [topics.customerAlerts, topics.retentionActions, topics.deadLetters];
    this.#consumer = kafka.consumer({ groupId: this.#groupId, maxWaitTimeInMs: fetchWaitMilliseconds });
  }

  static async start(kafka: Kafka, topics: OutputTopics): Promise<OutcomeReader> {
    const reader = new OutcomeReader(kafka, topics);
    await reader.#run();
    return reader;
  }

  /** As of the last record read; goes on changing until the reader is stopped. */
  get outcome(): Outcome {
    return this.#ledger;
  }

  /** Resolves when all has been read that had left at the time of the call. */
  async reachEnd(): Promise<void> {
    const ends = await this.#ends();
    const isReached = () => [...ends].every(([place, end]) => (this.#positions.get(place) ?? 0) >= end);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onBatch = () => {
      if (isReached()) resolve();
    };
    this.#onBatch();
    await promise;
  }

  async stop(): Promise<void> {
    await this.#consumer.disconnect();
    const admin = this.#kafka.admin();
    await admin.connect();
    await admin.deleteGroups([this.#groupId]);
    await admin.disconnect();
  }

  async #run(): Promise<void> {
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: [...this.#topics], fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        const place = placeOf(batch.topic, batch.partition);
        for (const message of batch.messages) this.#ledger.take(place, message);
        this.#positions.set(place, Number(batch.lastOffset()) + 1);
        this.#onBatch();
      },
    });
  }

  /** The next offsets of the partitions that hold anything. */
  async #ends(): Promise<ReadonlyMap<string, number>> {
    const admin = this.#kafka.admin();
    await admin.connect();
    try {
      const ends = new Map<string, number>();
      for (const topic of this.#topics) {
        for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
          if (Number(high) > Number(low)) ends.set(placeOf(topic, partition), Number(high));
        }
      }
      return ends;
    } finally {
      await admin.disconnect();
    }
  }
}

const placeOf = (topic: string, partition: number): string => `${topic}/${partition}`;

class Ledger implements Outcome {
  readonly deadLetters: Records['DeadLetter'][] = [];
  readonly gaps: string[] = [];
  retractions = 0;
  repeats = 0;
  readonly #standing = new Map<string, StandingRecord>();
  readonly #positions = new Map<string, SequencePosition>();

  get standing(): Iterable<StandingRecord> {
    return this.#standing.values();
  }

  /** @param place topic and partition */
  take(place: string, { headers, value }: KafkaMessage): void {
    const route = `${text(headers, headerNames.service)}/${text(headers, headerNames.partition)} to ${place}`;
    const position = {
      epoch: Number(text(headers, headerNames.epoch)),
      sequence: Number(text(headers, headerNames.sequence)),
    };
    const last = this.#positions.get(route);
    const verdict = judgeSequence(last, position);
    if (verdict === 'repeat') {
      this.repeats += 1;
      return;
    }
    if (verdict === 'gap') this.gaps.push(`from ${route}: ${position.sequence} came after ${last?.sequence ?? 'nothing'}`);
    this.#positions.set(route, position);
    if (value !== null) this.#apply(text(headers, headerNames.recordType) as RecordName, value);
  }

  #apply(type: RecordName, value: Buffer): void {
    const framed = unframe(value);
    if (typeof framed === 'string') throw new Error(`a record of type ${type} that Ebb has sent is ${framed}`);
    const { payload } = framed;
    // Markers say how far the time has come, a census how many stand where; here only what happened counts.
    if (isSpoken(type)) this.#stand({ type, record: decode(type, payload) } as StandingRecord);
    else if (type === 'Retraction') this.#retract(decode(type, payload));
    else if (type === 'DeadLetter') this.deadLetters.push(decode(type, payload));
  }

  #stand(entry: StandingRecord): void {
    this.#standing.set(keyOf(entry.record), entry);
  }

  #retract(retraction: Records['Retraction']): void {
    this.retractions += 1;
    this.#standing.delete(keyOf(retraction));
  }
}

const isSpoken = (type: RecordName): type is Spoken => (spoken as readonly RecordName[]).includes(type);

const keyOf = ({ customerId, recordId, revision }: Records['Retraction'] | StandingRecord['record']): string =>
  JSON.stringify([customerId, recordId, revision]);

function text(headers: IHeaders | undefined, name: string): string {
  const value = headers?.[name];
  return Buffer.isBuffer(value) ? value.toString() : '';
}
