/**
 * Sends what commands have put into the outbox to Kafka, oldest first. It may repeat what it has sent; ids are the same each time, so a
 * repeat changes nothing. Several relays may be at it at once.
 */
import { type Engagement, encodeFramed, headers } from '@ebb/contracts';
import { cuts, partitionOf } from '@ebb/kafka';
import { type Log, Signal } from '@ebb/runtime';
import type { Producer } from 'kafkajs';
import type { OutboxItem } from './outbox.ts';
import type { DeliveryStore } from './store.ts';

export interface RelaySettings {
  readonly service: string;
  readonly engagements: { readonly topic: string; readonly partitions: number };
  /** The registry's id of the schema of Engagement. */
  readonly schemaId: number;
}

interface Message {
  readonly topic: string;
  readonly partition: number;
  readonly key: Buffer;
  readonly value: Buffer;
  readonly recordType: string;
}

const sendEntriesMax = 500;
const retryMillisecondsMin = 100;
const retryMillisecondsMax = 5_000;
/** How long the outbox is not looked at where nobody says that something has come: another process may have ended before sending. */
const idleMillisecondsMax = 5_000;

export class Relay {
  readonly #store: DeliveryStore;
  readonly #producer: Producer;
  readonly #settings: RelaySettings;
  readonly #log: Log;
  readonly #signal = new Signal();
  #running: Promise<void> | null = null;
  #stopping = false;

  constructor(store: DeliveryStore, producer: Producer, settings: RelaySettings, log: Log) {
    this.#store = store;
    this.#producer = producer;
    this.#settings = settings;
    this.#log = log;
  }

  start(): void {
    this.#running = this.#run();
  }

  wake(): void {
    this.#signal.raise();
  }

  /** Sends what is there, tries once only, and stops; what is left stays in the outbox. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    for (let wait = retryMillisecondsMin; ; ) {
      try {
        while (await this.#sendSome());
        if (wait > retryMillisecondsMin) this.#log.info({}, 'the outbox is being sent again');
        wait = retryMillisecondsMin;
        if (this.#stopping) return;
        await this.#signal.wait(idleMillisecondsMax);
      } catch (error) {
        if (this.#stopping) return;
        if (wait === retryMillisecondsMin) this.#log.warn({ error: String(error) }, 'sending failed; trying until it succeeds');
        await new Promise((resolve) => setTimeout(resolve, wait));
        wait = Math.min(2 * wait, retryMillisecondsMax);
      }
    }
  }

  /** False where nothing is left. */
  async #sendSome(): Promise<boolean> {
    const entries = await this.#store.outbox(sendEntriesMax);
    if (entries.length === 0) return false;
    const messages = entries.map(({ entry }) => this.#message(JSON.parse(entry) as OutboxItem));
    for (const { from, to } of cuts(messages)) {
      await this.#send(messages.slice(from, to));
      await this.#store.sent(entries.slice(from, to).map(({ id }) => id));
    }
    return entries.length === sendEntriesMax;
  }

  async #send(messages: readonly Message[]): Promise<void> {
    const topicMessages = [...Map.groupBy(messages, ({ topic }) => topic)].map(([topic, its]) => ({
      topic,
      messages: its.map(({ partition, key, value, recordType }) => ({
        partition,
        key,
        value,
        headers: { [headers.service]: this.#settings.service, [headers.recordType]: recordType },
      })),
    }));
    await this.#producer.sendBatch({ acks: -1, topicMessages });
  }

  #message(item: OutboxItem): Message {
    if (item.kind === 'engagement') return this.#engagement(item.record);
    const { key, value, ...place } = item;
    return { ...place, key: Buffer.from(key), value: Buffer.from(value, 'base64') };
  }

  #engagement(record: Engagement): Message {
    const { engagements, schemaId } = this.#settings;
    const key = Buffer.from(record.customerId);
    const partition = partitionOf(key, engagements.partitions);
    return {
      topic: engagements.topic,
      partition,
      key,
      value: encodeFramed('Engagement', schemaId, record),
      recordType: 'Engagement',
    };
  }
}
