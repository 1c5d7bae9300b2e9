/** A report as docs/performance.md, and in short for the terminal. */
import { fullBench } from './bench.ts';
import type { Percentiles } from './latency/percentiles.ts';
import type { Spread } from './measure/spread.ts';
import type { PeerRow, Report, Row } from './report.ts';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const grouped = (figure: number) => Math.round(figure).toLocaleString('en');
const short = (figure: number) => figure.toFixed(figure < 10 ? 1 : 0);

/** Median, and from least to greatest. */
const spread = ({ min, median, max }: Spread, text = short) => `${text(median)} (${text(min)}–${text(max)})`;
const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0);

/** The whole path. */
export function wholePathTablesOf({ wholePath: row, peersJob }: Report): string {
  const { lifecycle, actions, delivery, redis, broker, ...all } = row.cpuMicrosecondsPerEvent;
  const { take, load, fold, commit } = row.stepMicrosecondsPerEvent;
  const cores = (all.median * row.eventsPerSecond.median) / 1e6;
  const ofPeersJob = row.eventsPerSecond.median / peersJob.eventsPerSecond.median;
  const peak = row.peakMemoryBytes;
  const notice = row.latencyMilliseconds;
  return [
    table(
      ['', 'all', 'lifecycle', 'actions', 'delivery', 'Redis', 'broker'],
      [
        ['CPU µs/event', ...[all, lifecycle, actions, delivery, redis, broker].map((one) => spread(one))],
        ['peak memory, MiB', '', ...[peak.lifecycle, peak.actions, peak.delivery].map((one) => spread(one, mebibytes)), '', ''],
      ],
    ),
    `${spread(row.eventsPerSecond, grouped)} events per second, ${ofPeersJob.toFixed(2)} of the peers' job, and ${spread(row.webhooks, grouped)} webhooks.
What bounds it is the cores: these processes keep ${cores.toFixed(1)} of them busy, beside the receiver.`,
    'A batch of the lifecycle is at each step, in µs per event. All but the fold mostly wait for Redis, while other partitions fold:',
    table(['take, with due timers', 'load', 'fold and encode', 'commit'], [[take, load, fold, commit].map((one) => spread(one))]),
    'Bytes of Redis per customer. Other is mostly what delivery keeps of actions for a week: here a year of them, as they were all sent today:',
    redisTable(row.redisBytesPerCustomer),
    `From a notice to its alert in Kafka, ${notice.perSecond} per second and nothing else to do: p50 ${short(notice.p50)} ms, p99 ${short(notice.p99)}, at most ${short(notice.max)}.`,
  ].join('\n\n');
}

/** The peers' job. */
export function tablesOf(report: Report): string {
  const named = [['Ebb', report.peersJob] as const, ...Object.entries(report.peers)];
  return [
    table(
      ['', 'events/s', 'CPU µs/event', 'of it worker', 'Redis', 'broker', 'peak memory, MiB', 'others took'],
      named.map(([name, row]) => [name, ...jobCells(row)]),
    ),
    ...ratioTable(report.peers),
    'Bytes of Redis per customer',
    redisTable(report.peersJob.redisBytesPerCustomer),
    ...luaLine(report.peersJob),
    'Milliseconds from a purchase to its transition',
    table(
      ['', 'at', 'events/s', 'p50', 'p99', 'p99.9', 'most', 'Lua p99.9'],
      named.flatMap(([name, { latencies }]) =>
        latencies.map(({ at, perSecond, milliseconds, luaP999Milliseconds: lua }) => [
          name,
          at,
          grouped(perSecond),
          ...percentileCells(milliseconds),
          lua === null ? '' : short(lua),
        ]),
      ),
    ),
  ].join('\n\n');
}

const luaLine = ({ luaP999Milliseconds: lua }: Row) =>
  lua === null ? [] : [`Of 1,000 calls of Lua, 999 take Redis less than ${spread(lua)} ms, while every core is busy.`];

const jobCells = ({ eventsPerSecond, cpuMicrosecondsPerEvent: cpu, workerPeakMemoryBytes, takenByOthers }: Row) => [
  spread(eventsPerSecond, grouped),
  spread(cpu),
  spread(cpu.worker),
  spread(cpu.redis),
  spread(cpu.broker),
  spread(workerPeakMemoryBytes, mebibytes),
  spread(takenByOthers, (share) => `${Math.round(100 * share)} %`),
];

const percentileCells = (milliseconds: Percentiles | null) =>
  milliseconds === null
    ? ['could not keep up', '', '', '']
    : [milliseconds.p50, milliseconds.p99, milliseconds.p999, milliseconds.max].map(short);

function ratioTable(peers: Readonly<Record<string, PeerRow>>): string[] {
  const rows = Object.entries(peers).map(([name, { ebbIsTimesAsFast, transitions }]) => [
    name,
    spread(ebbIsTimesAsFast, (ratio) => ratio.toFixed(2)),
    transitions === null ? 'part of the load' : `${grouped(transitions.theirs)} of ${grouped(transitions.ours)}`,
    transitions === null ? '' : grouped(transitions.differing),
  ]);
  if (rows.length === 0) return [];
  return [
    'Ebb beside each peer, within one run',
    table(['', 'Ebb is × as fast', 'transitions, of Ebb’s', 'customers of whom another story is told'], rows),
  ];
}

function redisTable(redisBytesPerCustomer: Row['redisBytesPerCustomer']): string {
  if (redisBytesPerCustomer === null) return '';
  const { states, timers, journey, other, ...all } = redisBytesPerCustomer;
  return table(
    ['states', 'timers', 'journey', 'other', 'all'],
    [[states, timers, journey, other, all].map((one) => spread(one))],
  );
}

/** What makes the page anew. */
function commandOf({ load: { events }, runs }: Report): string {
  const options = [
    ['--events', events, fullBench.load.events],
    ['--runs', runs, fullBench.runs],
  ] as const;
  return ['./ebb bench --peers', ...options.flatMap(([name, its, full]) => (its === full ? [] : [`${name} ${its}`]))].join(' ');
}

export function pageOf(report: Report): string {
  const { load, wholePathLoad, runs } = report;
  return `# How fast

Written by \`${commandOf(report)}\` on ${report.measuredAt.slice(0, 10)}; do not edit. Each figure is the median of ${runs} runs, in
parentheses the least and the greatest.

- **Machine**: ${list(report.machine)}; all processes on it, servers and readers too. "Others took": the share of it that other programs
  used meanwhile. Where that is much, events per second and latency tell little; CPU per event still does.
- **Versions**: ${list(report.versions)}.

## The peers' job

${grouped(load.events)} purchases of ${grouped(load.customers)} customers lie in Kafka: Avro in the registry's wire format, keyed by customer, 4
partitions, no line items. Customers buy by Zipf's law (0.8) over 400 days; one event of 200 comes again. They are folded into recency,
frequency and revenue in daily buckets of 365 days and a stage; each change of stage goes to Kafka as the same record, and nothing is
said twice. Ebb's other sources are \`null\`, and silence does not speak, as the peers have no timers; no journey is kept; all else is Ebb's default, with
Redis at \`appendfsync always\`. Ebb also keeps a timer and the facts of 48 hours, puts late facts in their place, and
counts its customers; the peers do none of it.

Events per second and CPU count from the first commit until all is committed, so without the start of a process and, for those on
Java, the first second of its warming up.

${tablesOf(report)}

The first run of each peer is held against Ebb's: the changes of stage of each customer, in their order, in all fields but the
revision. What changes a risk and not a stage (a core customer who buys less often) only Ebb says; it is not compared.

Latency counts, after 20 s of the same load, from the moment at which an event was to be sent, on a schedule that waits for nobody, to the moment at which a reader
of committed records has the transition. Of Lua, it is the time that Redis takes for a call, by its own count.

## The whole path

${grouped(wholePathLoad.events)} events of ${grouped(wholePathLoad.customers)} customers from all four sources, 90 % purchases, 5 % contacts (cases opened and closed, notice), 4 % engagements, 1 %
profile changes; 16 partitions; lifecycle, actions and delivery, each a process; webhooks to a receiver on this machine. All is Ebb's
default, but that what was due in 2025 is delivered all the same: no caps, no quiet hours. Counted until the last webhook is answered.

${wholePathTablesOf(report)}

## How the peers are set

Their sources are in [packages/bench/peers](../packages/bench/peers). All take Avro apart field by field, with a state of the same
content in the same bytes, and have two threads for two cores.

- **Flink**: one process with both managers, 2 slots, objects reused, bytes (not decoded records) between tasks, a serializer of
  its own for the state, no watermarks; state on the heap, or in RocksDB with incremental checkpoints and 512 MiB; checkpoints
  each second, transactions to Kafka.
- **Kafka Streams**: \`exactly_once_v2\`, 2 threads, changelog on; RocksDB behind a cache of 64 MiB, or memory without cache; commits
  each second, as at the default of 100 ms it came to three quarters of the events per second.
- **kafkajs and ioredis**: states as JSON in one hash, records by \`@kafkajs/confluent-schema-registry\`; at least once, the
  transition sent before the state is stored. Each event by itself, or each fetched batch with one read, one write and one send.
  By itself it does the first 30,000 events only. The client is the one that Ebb patches, which is to its advantage.
- **Java**: 2 GiB of heap, parallel collector, batches of 256 KiB or 20 ms to Kafka. For latency, checkpoints and commits each 100 ms.

Again: \`./ebb bench --peers\`; in a minute, without the peers and as a first look: \`./ebb bench --quick\`.
`;
}

const list = (entries: Readonly<Record<string, string>>): string =>
  Object.entries(entries)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
