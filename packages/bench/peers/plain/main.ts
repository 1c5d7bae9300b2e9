/**
 * The job on a plain kafkajs consumer with states in Redis: `main.ts event|batch`. At least once: what leaves is sent before the state
 * is stored, so after a crash a transition may come again, but none is lost. Ends on SIGTERM.
 */
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import { Redis } from 'ioredis';
import kafkajs, { type KafkaMessage, type Message } from 'kafkajs';
import { type Customer, newCustomer, onPurchase, type Purchase, type Transition } from './customer.ts';

const setting = (name: string): string => process.env[name] as string;

const kafka = new kafkajs.Kafka({ brokers: setting('KAFKA_BROKERS').split(','), logLevel: kafkajs.logLevel.ERROR });
const redis = new Redis(setting('REDIS_URL'));
const registry = new SchemaRegistry({ host: setting('SCHEMA_REGISTRY_URL') });
const producer = kafka.producer({ allowAutoTopicCreation: false });
const consumer = kafka.consumer({ groupId: setting('GROUP_ID'), maxBytesPerPartition: 1 << 20 });
const transitionSchemaId = Number(setting('TRANSITION_SCHEMA_ID'));
const topic = setting('OUTPUT_TOPIC');
const key = 'customers';

const read = (text: string | null | undefined): Customer =>
  text === null || text === undefined ? newCustomer() : (JSON.parse(text) as Customer);

/** The customer changed, and what is to be sent. */
async function fold(customerId: string, customer: Customer, { value }: KafkaMessage): Promise<Message | null> {
  const purchase = (await registry.decode(value as Buffer)) as Purchase;
  const transition = onPurchase(customer, purchase);
  return transition === null ? null : { key: customerId, value: await encode(customerId, purchase, transition) };
}

const encode = (customerId: string, { eventId, occurredAt }: Purchase, { from, to, reason }: Transition): Promise<Buffer> =>
  registry.encode(transitionSchemaId, {
    recordId: `${eventId}/transition`,
    revision: 0,
    customerId,
    at: occurredAt,
    causeId: eventId,
    fromStage: from,
    toStage: to,
    fromRisk: 'steady',
    toRisk: 'steady',
    advocacy: 'none',
    lifetime: 1,
    reason,
    wonBack: false,
  });

async function oneByOne(message: KafkaMessage): Promise<void> {
  const customerId = String(message.key);
  const customer = read(await redis.hget(key, customerId));
  const leaving = await fold(customerId, customer, message);
  if (leaving !== null) await producer.send({ topic, acks: -1, messages: [leaving] });
  await redis.hset(key, customerId, JSON.stringify(customer));
}

/** Kafka takes 1 MiB at once; a fetched batch may bring a transition for each of 10,000 records. */
const sentTogetherMax = 2_000;

/** Each customer is read and stored once, and all that leaves is sent together. */
async function together(messages: readonly KafkaMessage[]): Promise<void> {
  const ids = [...new Set(messages.map((message) => String(message.key)))];
  const stored = await redis.hmget(key, ...ids);
  const customers = new Map(ids.map((id, index) => [id, read(stored[index])]));
  const leaving: Message[] = [];
  for (const message of messages) {
    const customerId = String(message.key);
    const one = await fold(customerId, customers.get(customerId) as Customer, message);
    if (one !== null) leaving.push(one);
  }
  for (let from = 0; from < leaving.length; from += sentTogetherMax) {
    await producer.send({ topic, acks: -1, messages: leaving.slice(from, from + sentTogetherMax) });
  }
  await redis.hset(key, new Map([...customers].map(([id, customer]) => [id, JSON.stringify(customer)])));
}

async function stop(): Promise<void> {
  await consumer.disconnect();
  await producer.disconnect();
  redis.disconnect();
}

process.on('SIGTERM', () => void stop());

await producer.connect();
await consumer.connect();
await consumer.subscribe({ topic: setting('INPUT_TOPIC'), fromBeginning: true });
const offsetCommits = { autoCommitInterval: Number(setting('COMMIT_INTERVAL_MILLISECONDS')), partitionsConsumedConcurrently: 4 };
if (process.argv[2] === 'batch') {
  await consumer.run({ ...offsetCommits, eachBatch: ({ batch }) => together(batch.messages) });
} else {
  await consumer.run({ ...offsetCommits, eachMessage: ({ message }) => oneByOne(message) });
}
