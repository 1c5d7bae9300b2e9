/**
 * What Kafka's client costs: microseconds of CPU per record sent by `KafkaOutput`, as the relay sends, and per record fetched by
 * `KafkaInput`, its key, value and headers looked at; of purchases, which have no headers, and of Ebb's own records, which have. On a
 * broker started for it; each the median of its rounds, which begin after one to warm up. The garbage collector is counted.
 *
 *   node [--cpu-prof] packages/bench/src/kafka-io.ts [RECORDS] [ROUNDS]
 */
import { randomUUID } from 'node:crypto';
import { ensureTopics, KafkaInput, KafkaOutput } from '@ebb/kafka';
import type { OutboxEntry, RawBatch } from '@ebb/runtime';
import { fill } from './load/fill.ts';
import { fullLoad, purchases } from './load/purchases.ts';
import { type BenchServers, partitions, startBenchServers } from './run/bench-servers.ts';

const records = Number(process.argv[2] ?? 200_000);
const rounds = Number(process.argv[3] ?? 5);
/** What the relay sends at once, and the lifecycle's records are about as large. */
const sentTogether = 2_000;
const valueBytes = 180;
const log = { info: () => undefined, warn: console.warn, error: console.error };

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] as number;

/** Microseconds of CPU per record of each round but the first. */
async function measured(what: () => Promise<void>): Promise<number> {
  const each: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const before = process.cpuUsage();
    await what();
    const { user, system } = process.cpuUsage(before);
    if (round > 0) each.push((user + system) / records);
  }
  return median(each);
}

const entryOf = (topic: string, sequence: number): OutboxEntry => ({
  topic,
  partition: sequence % partitions,
  key: Buffer.from(`c${sequence % 50_000}/c${sequence % 50_000}@leaving@2026-03-01`),
  value: Buffer.alloc(valueBytes, sequence),
  epoch: 3,
  sequence,
  recordType: 'LifecycleTransition',
  recordId: '',
  revision: sequence % 3,
});

async function send(output: KafkaOutput, entries: readonly OutboxEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += sentTogether) {
    const some = entries.slice(from, from + sentTogether);
    await output.send(
      some,
      'lifecycle',
      some.map(({ sequence }) => sequence & 3),
    );
  }
}

/** Reads a topic to its end, and each record in it. */
async function fetchAll({ kafka }: BenchServers, topic: string): Promise<void> {
  const done = Promise.withResolvers<void>();
  const input = new KafkaInput(kafka, { groupId: randomUUID(), topics: [topic], sessionTimeoutMilliseconds: 30_000, log });
  let [left, bytes] = [records, 0];
  const batch = (_: number, __: number, { records: some }: RawBatch) => {
    for (let index = 0; index < some.length; index += 1) {
      const { key, value, sent } = some.at(index) as NonNullable<ReturnType<typeof some.at>>;
      bytes += (key?.length ?? 0) + (value?.length ?? 0) + (sent?.sequence ?? 0);
    }
    left -= some.length;
    if (left <= 0) done.resolve();
  };
  await input.start({ assigned: () => undefined, batch, ended: done.reject });
  await done.promise;
  await input.stop();
}

await using servers = await startBenchServers();
const [bare, ours, sink] = ['io-purchases', 'io-ours', 'io-sink'];
await ensureTopics(
  servers.kafka,
  [bare, ours, sink].map((name) => ({ name, cleanupPolicy: 'delete' as const })),
  partitions,
);
await fill(servers.kafka, servers.schemas, purchases({ ...fullLoad, customers: 50_000, events: records }), {
  topic: bare,
  partitions,
});
const output = new KafkaOutput(servers.kafka);
await send(
  output,
  Array.from({ length: records }, (_, sequence) => entryOf(ours, sequence)),
);
const entries = Array.from({ length: records }, (_, sequence) => entryOf(sink, sequence));
const costs = {
  sent: await measured(() => send(output, entries)),
  'fetched, without headers': await measured(() => fetchAll(servers, bare)),
  'fetched, with headers': await measured(() => fetchAll(servers, ours)),
};
await output.stop();
for (const [what, cost] of Object.entries(costs)) process.stdout.write(`${cost.toFixed(2)} µs of CPU per record ${what}\n`);
