/**
 * What the worker itself does for the peers' job, without servers: decode, fold, encode and all around it, with a store that keeps
 * nothing, as all customers are in the cache, and a relay that sends nowhere. In microseconds of CPU per event, garbage collection
 * included; what the job takes beyond this is Kafka's and Redis' clients. It tells a change of 5 % where servers and their noise hide it.
 *
 *   node [--cpu-prof] packages/bench/src/task.ts [EVENTS]
 */
import { encodeFramed, parseConfig, schemaTextOf } from '@ebb/contracts';
import { calibrationsFrom } from '@ebb/domain';
import { partitionOf } from '@ebb/kafka';
import { lifecycleProgram } from '@ebb/lifecycle';
import { type RawBatch, Relay, type StateStore, Task } from '@ebb/runtime';
import { taskLimits } from '@ebb/service';
import { readCdnowCalibration } from '@ebb/testing/cdnow';
import { MemoryInput } from '@ebb/testing/memory';
import { stringify } from 'yaml';
import { fullLoad, purchases } from './load/purchases.ts';
import { partitions } from './run/bench-servers.ts';
import { peersJob } from './run/ebb.ts';

const fetchedRecords = 2_000;
const schemaId = 1;
/** When Kafka is said to have got the records, which lie 400 days from the beginning of 2025. */
const brokerAt = Date.UTC(2026, 2, 1);
const events = Number(process.argv[2] ?? 800_000);
const log = { info: () => undefined, warn: console.warn, error: console.error };

const config = parseConfig(stringify({ partitions, ...peersJob }), 'bench', () => '');
const schema = JSON.parse(schemaTextOf('Purchase')) as object;
const program = lifecycleProgram(config, calibrationsFrom([readCdnowCalibration()]), {
  schemas: { writer: async () => ({ kind: 'schema', name: 'ebb.Purchase', schema }) },
  schemaIds: {
    LifecycleTransition: 2,
    MainDefectorAlert: 3,
    RiskAlert: 4,
    AlertClosed: 5,
    ContactabilityChanged: 6,
    ActionOutcome: 7,
    AbandonmentProposed: 8,
    LifecycleCensus: 9,
    Retraction: 10,
    Marker: 11,
    DeadLetter: 12,
  },
  partitionsOf: () => partitions,
});

/** Forgets what it is given. */
const store: StateStore = {
  claim: async () => ({ epoch: 1, commit: 0, cursor: null, outbox: [], census: {} }),
  load: async (_, customerIds) => customerIds.map(() => null),
  timerDays: async () => [],
  timersOf: async () => [],
  commit: async () => 'OK',
};

/** All records of a partition in two buffers, as they are fetched: single ones would keep the garbage collector busy. */
class Log {
  readonly #keys: Buffer;
  readonly #values: Buffer;
  readonly #keyEnds: readonly number[];
  readonly #valueEnds: readonly number[];

  constructor(records: readonly { readonly key: Buffer; readonly value: Buffer }[]) {
    const [keys, values] = [records.map(({ key }) => key), records.map(({ value }) => value)];
    this.#keys = Buffer.concat(keys);
    this.#values = Buffer.concat(values);
    this.#keyEnds = endsOf(keys);
    this.#valueEnds = endsOf(values);
  }

  fetch(from: number): RawBatch {
    const count = Math.min(fetchedRecords, this.#keyEnds.length - from);
    const records = Array.from({ length: count }, (_, index) => {
      const offset = from + index;
      const key = this.#keys.subarray(this.#keyEnds[offset - 1] ?? 0, this.#keyEnds[offset]);
      const value = this.#values.subarray(this.#valueEnds[offset - 1] ?? 0, this.#valueEnds[offset]);
      return { offset, brokerAt, key, value, headers: {}, sent: null };
    });
    return { records, fetchedOffset: from, nextOffset: from + count };
  }
}

function endsOf(parts: readonly Buffer[]): number[] {
  let end = 0;
  return parts.map(({ length }) => {
    end += length;
    return end;
  });
}

function writeLogs(): readonly Log[] {
  const records = Array.from({ length: partitions }, (): { readonly key: Buffer; readonly value: Buffer }[] => []);
  for (const event of purchases({ ...fullLoad, events })) {
    const key = Buffer.from(event.customerId);
    records[partitionOf(key, partitions)]?.push({ key, value: encodeFramed('Purchase', schemaId, event) });
  }
  return records.map((each) => new Log(each));
}

const logs = writeLogs();
const relay = new Relay({ send: async () => undefined }, 'bench', log);
let sent = 0;
const count = (report: { readonly sent: number }) => {
  sent += report.sent;
};
const tasks = logs.map((_, partition) => {
  const environment = { store, input: new MemoryInput(4, partitions), relay, log, now: Date.now };
  return new Task(partition, program, taskLimits(config, config.latenessMax), environment, {
    onBatch: count,
    onLeft: () => undefined,
  });
});

for (const task of tasks) await task.claim('bench');

const before = process.cpuUsage();
const offsets = tasks.map(() => 0);
for (let left = events; left > 0; ) {
  for (const [partition, task] of tasks.entries()) {
    const batch = logs[partition]?.fetch(offsets[partition] as number) as RawBatch;
    left -= batch.records.length;
    offsets[partition] = batch.nextOffset;
    task.offer(0, batch);
    while (task.status().sources[0]?.offset !== batch.nextOffset) {
      // The first record of all waits for its schema.
      if (!(await task.turn())) await new Promise(setImmediate);
      await relay.sendSome();
    }
  }
}
const { user, system } = process.cpuUsage(before);
process.stdout.write(
  `${((user + system) / events).toFixed(1)} µs of CPU per event; ${(sent / events).toFixed(2)} records sent per event; ` +
    `${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MiB at the end\n`,
);
