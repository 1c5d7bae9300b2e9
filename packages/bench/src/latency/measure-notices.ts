/** How long it takes from a notice given to the alert that it raises, in Kafka, on a pipeline that has nothing else to do. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { customerOfKey, headers as headerNames } from '@ebb/contracts';
import { eventOf, type Pipeline } from '@ebb/testing/pipeline';
import { purchaseOf } from '../load/purchases.ts';
import { openLoop } from './open-loop.ts';
import { type Percentiles, percentilesOf } from './percentiles.ts';

export const noticesPerSecond = 20;
const warmUpSeconds = 2;
const answerSecondsMax = 30;

export interface NoticeOptions {
  /** Event time up to which the pipeline has come. */
  readonly after: number;
  readonly seconds: number;
}

export async function measureNotices(pipeline: Pipeline, { after, seconds }: NoticeOptions): Promise<Percentiles> {
  const warmUp = warmUpSeconds * noticesPerSecond;
  const count = warmUp + seconds * noticesPerSecond;
  const customers = Array.from({ length: count }, (_, number) => `notice-${number}`);
  const [bought, alerted] = [new Map<string, number>(), new Map<string, number>()];
  const reader = await readCustomers(pipeline, { LifecycleTransition: bought, RiskAlert: alerted });
  try {
    const purchases = customers.map((customerId, number) => ({
      ...purchaseOf(number, 0, after + 1, 0.5),
      customerId,
      eventId: customerId,
    }));
    await pipeline.writer.write('purchases', purchases);
    await untilAll(customers, bought, 'no transition');
    const sending: Promise<unknown>[] = [];
    const send = (numbers: readonly number[]) => {
      const notices = numbers.map((number) => noticeOf(`notice-${number}`, after + 2));
      sending.push(pipeline.writer.write('supportContacts', notices));
    };
    const dueAt = await openLoop({ perSecond: noticesPerSecond, count, send });
    await Promise.all(sending);
    await untilAll(customers, alerted, 'no alert');
    return percentilesOf(customers.map((id, number) => (alerted.get(id) as number) - dueAt(number)).slice(warmUp));
  } finally {
    await reader.stop();
  }
}

const noticeOf = (customerId: string, occurredAt: number) => ({
  ...eventOf('supportContacts', customerId, occurredAt),
  what: 'notice-given' as const,
  caseId: customerId,
  motive: 'price' as const,
});

async function untilAll(customers: readonly string[], seen: ReadonlyMap<string, number>, otherwise: string): Promise<void> {
  const end = Date.now() + 1_000 * answerSecondsMax;
  while (!customers.every((customerId) => seen.has(customerId))) {
    if (Date.now() > end) throw new Error(`${otherwise} of some customers within ${answerSecondsMax} s`);
    await pause(20);
  }
}

/** Notes by type of record when the first of each customer was read. */
async function readCustomers({ kafka, config }: Pipeline, seen: Readonly<Record<string, Map<string, number>>>) {
  const consumer = kafka.consumer({ groupId: `read-${randomUUID()}`, maxWaitTimeInMs: 100, readUncommitted: false });
  await consumer.connect();
  await consumer.subscribe({ topic: config.outputs.customerAlerts, fromBeginning: false });
  const joined = Promise.withResolvers<void>();
  consumer.on('consumer.fetch_start', () => joined.resolve());
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      const now = Date.now();
      for (const { key, headers } of batch.messages) {
        const of = seen[String(headers?.[headerNames.recordType])];
        const customerId = customerOfKey(String(key));
        if (of !== undefined && customerId !== null && !of.has(customerId)) of.set(customerId, now);
      }
    },
  });
  await joined.promise;
  return { stop: () => consumer.disconnect() };
}
