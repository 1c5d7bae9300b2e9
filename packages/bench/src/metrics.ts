/**
 * What counting costs beside what is counted: CPU time per event of the fold alone, and of the metrics of its batches. The histories
 * of CDNOW, in the order of time. What decoding, Redis and Kafka take for an event comes to the first and not to the second.
 *
 *   node packages/bench/src/metrics.ts
 */
import { join } from 'node:path';
import { encodeStoredCustomer, loadConfig, sourceNames } from '@ebb/contracts';
import { type CustomerState, calibrationsFrom, type Fact, type Output, utcCalendar } from '@ebb/domain';
import { contentOf, encodeJourney, lifecycleMetrics, lifecycleProcessor } from '@ebb/lifecycle';
import { type BatchReport, type Customer, CustomerFold, type Left } from '@ebb/runtime';
import { ServiceMetrics } from '@ebb/service';
import { readCdnow, readCdnowCalibration } from '@ebb/testing/cdnow';

const batchSizes = [10, 100, 1_000];
const rounds = 3;
const customers = 3_000;
const partitions = 16;

const config = loadConfig(join(import.meta.dirname, '../../../infra/config/demo.yaml'));
const processor = lifecycleProcessor({
  calendar: utcCalendar,
  rules: config.lifecycle,
  rulesVersion: '',
  currency: config.reportingCurrency,
  calibrations: calibrationsFrom([readCdnowCalibration()]),
});
const fold = new CustomerFold(processor, contentOf, config.horizonFactsMax);

interface Arrival {
  readonly customerId: string;
  readonly fact: Fact;
}

const arrivals = [...readCdnow()]
  .slice(0, customers)
  .flatMap(([customerId, facts]) => facts.map((fact): Arrival => ({ customerId, fact })))
  .toSorted((a, b) => a.fact.at - b.fact.at);

/** What a batch tells of itself, and the records that leave. */
interface Told {
  readonly report: BatchReport<Output>;
  readonly left: readonly Left[];
}

function foldAll(batchSize: number): Told[] {
  const byId = new Map<string, Customer<CustomerState, Fact>>();
  const told: Told[] = [];
  for (let from = 0; from < arrivals.length; from += batchSize) {
    told.push(foldBatch(arrivals.slice(from, from + batchSize), byId, (from / batchSize) % partitions));
  }
  return told;
}

function foldBatch(batch: readonly Arrival[], byId: Map<string, Customer<CustomerState, Fact>>, partition: number): Told {
  const outputs: Output[] = [];
  let misses = 0;
  for (const { customerId, fact } of batch) {
    const known = byId.get(customerId);
    if (known === undefined) misses += 1;
    const customer = known ?? fold.fresh(customerId);
    const upTo = { watermarks: sourceNames.map(() => fact.at), horizon: fact.at - config.latenessMax };
    const folded = fold.fold(customerId, customer, [{ source: 0, fact }], upTo);
    byId.set(customerId, folded.customer);
    encodeStoredCustomer(folded.customer.stored);
    encodeJourney(folded.accepted, folded.leaving);
    for (const { output } of folded.leaving.filter((leaving) => leaving.kind === 'record')) outputs.push(output);
  }
  const report = {
    partition,
    records: [batch.length, 0, 0, 0],
    deadLetters: [],
    lateness: [[], [], [], []],
    repeats: 0,
    gaps: 0,
    duplicates: 0,
    states: batch.length,
    cache: { hits: batch.length - misses, misses },
    timersFired: 0,
    sent: outputs.length,
    outputs,
    retractions: 0,
    millisecondsByStep: { take: 0.2, load: 1.3, fold: 0.8, commit: 4 },
  };
  return { report, left: outputs.map(({ type }) => ({ type, milliseconds: 40 })) };
}

const sources = Array.from({ length: 4 }, () => ({
  clock: 'wall' as const,
  lag: 0,
  uncommitted: { brokerAt: 0, eventAt: 0 },
  watermark: 1,
  stopped: null,
}));
const tasks = Array.from({ length: partitions }, (_, partition) => ({ partition, outboxEntries: 0, outboxSince: null, sources }));
const metrics = new ServiceMetrics({
  types: ['LifecycleTransition', 'MainDefectorAlert', 'RiskAlert'],
  topics: sourceNames,
  status: () => ({ tasks, stopped: [] }),
  timersBetween: async () => 0,
});
const count = lifecycleMetrics(metrics.registry, config, { all: [] }, () => ({ groups: {}, flows: {} }));

function countAll(told: readonly Told[]): void {
  for (const { report, left } of told) {
    metrics.batch(report);
    report.outputs.forEach(count);
    metrics.left(left);
  }
}

/** Microseconds of CPU per event: the least of some rounds, as nothing makes a round faster than it is. */
function cpuPerEvent(run: () => void): number {
  const measured = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / arrivals.length;
  });
  return Math.min(...measured);
}

process.stdout.write(
  `${arrivals.length} purchases of ${customers} customers; CPU per event, microseconds:\n\n| records in a batch | folded | counted | share |\n|---|---|---|---|\n`,
);
for (const batchSize of batchSizes) {
  const told = foldAll(batchSize);
  const folded = cpuPerEvent(() => foldAll(batchSize));
  const counted = cpuPerEvent(() => countAll(told));
  process.stdout.write(
    `| ${batchSize} | ${folded.toFixed(1)} | ${counted.toFixed(2)} | ${((100 * counted) / (folded + counted)).toFixed(1)} % |\n`,
  );
}
const before = process.cpuUsage();
for (let scrape = 0; scrape < 20; scrape += 1) await metrics.registry.metrics();
const { user, system } = process.cpuUsage(before);
process.stdout.write(`\nA scrape of ${partitions} partitions: ${((user + system) / 20_000).toFixed(1)} ms of CPU\n`);
