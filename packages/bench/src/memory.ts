/**
 * What a customer costs in Redis, measured by Redis itself: 100,000 customers with the histories of CDNOW.
 *
 *   node packages/bench/src/memory.ts
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeOutboxEntry, encodeOutboxEntry, encodeStoredCustomer, loadConfig } from '@ebb/contracts';
import { type CustomerState, calibrationsFrom, type Fact, utcCalendar } from '@ebb/domain';
import { contentOf, encodeJourney, lifecycleProcessor } from '@ebb/lifecycle';
import { connectRedis, partitionKeys, RedisStore } from '@ebb/redis';
import { type Commit, type Customer, CustomerFold, type Owner } from '@ebb/runtime';
import { startRedis } from '@ebb/stack';
import { readCdnow, readCdnowCalibration } from '@ebb/testing/cdnow';

const customers = 100_000;
const partitions = 16;
const day = 86_400_000;
const log = { info: () => undefined, warn: console.warn, error: console.error };

const config = loadConfig(join(import.meta.dirname, '../../../infra/config/demo.yaml'));
const processor = lifecycleProcessor({
  calendar: utcCalendar,
  rules: config.lifecycle,
  rulesVersion: '',
  currency: config.reportingCurrency,
  calibrations: calibrationsFrom([readCdnowCalibration()]),
});
const fold = new CustomerFold(processor, contentOf, config.horizonFactsMax);

interface Life {
  readonly customerId: string;
  /** As left by the last purchase: it and what it caused are still recent. */
  readonly recent: Customer<CustomerState, Fact>;
  /** The same when the horizon has passed it: all is folded into the base. */
  readonly settled: Customer<CustomerState, Fact>;
  readonly journey: Buffer;
}

const upTo = (instant: number) => ({
  watermarks: Array.from({ length: 4 }, () => instant),
  horizon: instant - config.latenessMax,
});

function live(customerId: string, facts: readonly Fact[]): Life {
  let customer: Customer<CustomerState, Fact> = fold.fresh(customerId);
  const journey: Buffer[] = [];
  for (const fact of facts) {
    const folded = fold.fold(customerId, { ...customer, head: null }, [{ source: 0, fact }], upTo(fact.at));
    customer = folded.customer;
    journey.push(encodeJourney(folded.accepted, folded.leaving));
  }
  const last = facts.at(-1)?.at ?? 0;
  const settled = fold.fold(customerId, { ...customer, head: null }, [], upTo(last + config.latenessMax + day)).customer;
  return { customerId, recent: customer, settled, journey: Buffer.concat(journey) };
}

function* lives(): Generator<Life> {
  const histories = [...readCdnow().values()];
  for (let number = 0; number < customers; number += 1) {
    const facts = histories[number % histories.length] ?? [];
    yield live(`customer-${String(number).padStart(7, '0')}`, facts);
  }
}

const directory = await mkdtemp(join(tmpdir(), 'ebb-memory-'));
const server = await startRedis({ directory, port: 0 });
const redis = connectRedis(server.address, log);
const durability = { kind: 'fsync' } as const;
const outboxCodec = { encode: encodeOutboxEntry, decode: decodeOutboxEntry };
const { journeyBytesMax } = config;
const stores = ['settled', 'recent'].map(
  (service) => new RedisStore(redis, { service, durability, journeyBytesMax, outboxCodec, log }),
);
const [settledStore, recentStore] = stores as [RedisStore, RedisStore];

const noSource = { topicId: '', offset: 0, watermark: 0, lastEventAt: null, lastBrokerAt: null };
const emptyCommit = (owner: Owner, after: number): Commit => ({
  owner,
  after,
  cursor: { sources: Array.from({ length: 4 }, () => noSource), completeTo: 0, timersTo: [], sequences: {} },
  states: [],
  timers: [],
  daysPassed: [],
  outbox: [],
  sent: 0,
  journey: [],
  census: {},
});

const all = [...lives()];
for (let partition = 0; partition < partitions; partition += 1) {
  const mine = all.filter((_, index) => index % partitions === partition);
  const owners = await Promise.all(
    stores.map(async (store) => ({ token: 'bench', epoch: (await store.claim(partition, 'bench', 0)).epoch })),
  );
  for (let from = 0; from < mine.length; from += 1_000) {
    const some = mine.slice(from, from + 1_000);
    const states = (which: 'settled' | 'recent') =>
      some.map((life) => ({ customerId: life.customerId, bytes: encodeStoredCustomer(life[which].stored) }));
    const timers = some.flatMap(({ customerId, recent }) =>
      recent.stored.registered.map(({ source, dueAt }) => ({ source, customerId, dueAt })),
    );
    const journey = some.map((life) => ({ customerId: life.customerId, bytes: life.journey }));
    const after = from / 1_000;
    await settledStore.commit(partition, { ...emptyCommit(owners[0] as Owner, after), states: states('settled') });
    await recentStore.commit(partition, { ...emptyCommit(owners[1] as Owner, after), states: states('recent'), timers, journey });
  }
}

/** Bytes of the keys like one over all partitions, per customer, as Redis accounts for them with all overheads. */
async function bytesPerCustomer(service: string, like: (keys: ReturnType<typeof partitionKeys>) => string): Promise<number> {
  let bytes = 0;
  for (let partition = 0; partition < partitions; partition += 1) {
    for (const key of await redis.keys(like(partitionKeys(service, partition)))) {
      bytes += Number(await redis.memory('USAGE', key, 'SAMPLES', 0));
    }
  }
  return bytes / customers;
}

const rfm = await bytesPerCustomer('settled', (keys) => keys.states);
const recent = await bytesPerCustomer('recent', (keys) => keys.states);
const timers = await bytesPerCustomer('recent', (keys) => `${keys.timerDays(0)}*`);
const journey = await bytesPerCustomer('recent', (keys) => keys.journey);
const encoded = all.reduce((sum, life) => sum + encodeStoredCustomer(life.settled.stored).length, 0) / customers;
const row = (what: string, bytes: number, target: string) => `| ${what} | ${bytes.toFixed(0)} | ${target} |`;
process.stdout.write(
  [
    `${customers} customers with the histories of CDNOW (${(69_659 / 23_570).toFixed(2)} purchases each), ${partitions} partitions, bytes per customer:`,
    '',
    '| what | bytes | target |',
    '|---|---|---|',
    row('state of RFM and lifecycle, encoded', encoded, ''),
    row('the same in Redis, key and overheads included', rfm, '200'),
    row('with the facts of the last 48 hours and what they caused', recent, ''),
    row('timer', timers, ''),
    row('state, recent facts and timer together', recent + timers, '350'),
    row('journey', journey, ''),
    row('all that a customer owns', recent + timers + journey, '700'),
    '',
  ].join('\n'),
);
redis.disconnect();
await server.stop();
await rm(directory, { recursive: true });
