/** For whoever is paged: is it well, does it keep up, what takes long, and what is not as it should be? */
import type { Plan } from './dashboard.ts';
import { figure, graph, ranking, stack } from './panels.ts';
import { mean, orNone, quantile } from './promql.ts';
import { service } from './variables.ts';

const of = '{job=~"$service"}';

const isItWell = [
  figure(
    {
      title: 'Alerts that fire',
      shows: 'Alerts of infra/prometheus/alerts.yaml that fire at this moment.',
      normal: '0.',
      otherwise: 'the page of each alert says what to do: docs/runbooks.',
    },
    { unit: 'short', warn: 1, alarm: 1 },
    orNone('count(ALERTS{alertname=~"Ebb.+", alertstate="firing"})'),
  ),
  figure(
    {
      title: 'Services without an answer',
      shows: 'Services of which no worker has answered the last scrape.',
      normal: '0.',
      otherwise: 'see which has stopped, and why, in its log.',
      runbook: 'EbbServiceDown',
    },
    { unit: 'short', warn: 1, alarm: 1 },
    orNone('count(max by (job) (up{job=~"lifecycle|actions|delivery|intake|calibration"}) == 0)'),
  ),
  figure(
    {
      title: 'Servers without an answer',
      shows: 'Services that Kafka or Redis does not answer.',
      normal: '0.',
      otherwise: 'look at the server first: all else follows from it.',
      runbook: 'EbbRedisUnavailable',
    },
    { unit: 'short', warn: 1, alarm: 1 },
    'count(min by (job) ({__name__=~"ebb_kafka_connected|ebb_redis_connected"}) == 0) or vector(0)',
  ),
  figure(
    {
      title: 'Came through last',
      shows: 'How long ago the oldest marker left the lifecycle on which all rests that has reached delivery: the canary.',
      noneBecause: 'in a replay',
      normal: 'up to 20 s.',
      otherwise: 'a task of lifecycle or actions stands still.',
      runbook: 'EbbCanaryMissing',
    },
    { unit: 's', decimals: 0, warn: 30, alarm: 120 },
    'time() - min(ebb_canary_timestamp_seconds)',
  ),
  figure(
    {
      title: 'Silence not noticed',
      shows: 'Customers who should be found silent by now, and are not, as a source has no proof that it is complete.',
      normal: '0.',
      otherwise: 'see below which source holds up the time.',
      runbook: 'EbbSilenceHeld',
    },
    { unit: 'short', decimals: 0, warn: 1 },
    orNone('sum(ebb_timers_held)'),
  ),
  figure(
    {
      title: 'Sources that have stopped',
      shows: 'Partitions of sources that are not read on, as they can not be without help.',
      normal: '0.',
      otherwise: '/status of the service says why.',
      runbook: 'EbbSourceStopped',
    },
    { unit: 'short', warn: 1, alarm: 1 },
    'sum(ebb_source_stopped)',
  ),
];

const doesItKeepUp = [
  stack(
    {
      title: 'Records read',
      shows: 'Records that each service reads in a second.',
      normal: 'as many as the shop sends.',
      otherwise: 'where it falls to 0 while the backlog grows, look at the alerts above.',
    },
    { unit: 'rps' },
    { '{{job}}': `sum by (job) (rate(ebb_records_read_total${of}[$__rate_interval]))` },
  ),
  graph(
    {
      title: 'Backlog',
      shows: 'Records that lie in Kafka and are not committed yet, by service and topic.',
      normal: 'near 0; it may rise while a backlog is worked off.',
      otherwise: 'where it grows for minutes, add a worker; of one topic alone, see whether it has stopped.',
    },
    { unit: 'short' },
    { '{{job}} {{topic}}': `sum by (job, topic) (ebb_offset_lag${of})` },
  ),
  graph(
    {
      title: 'Age of the backlog',
      shows: 'How long the oldest record that is fetched and not committed has been in Kafka.',
      normal: 'below a second.',
      otherwise: 'over a minute while Redis answers: look at the batches below.',
    },
    { unit: 's', warn: 10, alarm: 60 },
    { '{{job}} {{topic}}': `max by (job, topic) (ebb_lag_seconds${of})` },
  ),
  graph(
    {
      title: 'Up to when all is known',
      shows: 'The time of the events up to which a source is taken as complete, in its slowest partition: its watermark.',
      normal: 'goes on with the clock; in a replay, with the events.',
      otherwise: 'the source that stands lowest holds up all that rests on silence.',
      runbook: 'EbbSilenceHeld',
    },
    { unit: 'dateTimeAsIso' },
    { '{{job}} {{topic}}': `1000 * min by (job, topic) (ebb_watermark_timestamp_seconds${of})` },
  ),
  graph(
    {
      title: 'The same, behind the clock',
      shows: 'How far that stands behind the clock, of sources that run on it.',
      noneBecause: 'in a replay',
      normal: 'up to 6 min: the 5 that events may come out of order, and a marker.',
      otherwise: 'the producer is quiet or away, or the source is not read.',
      runbook: 'EbbSilenceHeld',
    },
    { unit: 's', warn: 330, alarm: 360 },
    { '{{job}} {{topic}}': `max by (job, topic) (ebb_time_behind_seconds${of})` },
  ),
  graph(
    {
      title: 'Oldest event in the backlog',
      shows: 'When the event happened that waits in front.',
      noneBecause: 'nothing waits',
      normal: 'now, or nothing waits.',
      otherwise: 'long ago: a producer sends old events, or a backlog is worked off.',
    },
    { unit: 'dateTimeAsIso' },
    { '{{job}} {{topic}}': `1000 * min by (job, topic) (ebb_oldest_unprocessed_timestamp_seconds${of})` },
  ),
];

const howLongDoesItTake = [
  graph(
    {
      title: 'From event to alert, from alert to action',
      shows: 'The slowest of a hundred: from when Kafka had what led to it until Kafka had the alert or the action.',
      noneBecause: 'no alert yet',
      normal: 'below a second; 99 of 100 within 10 s are promised. In a replay alerts wait for the end of the week.',
      otherwise: 'look at the batches below.',
      runbook: 'EbbLatencyBudgetBurning',
    },
    { unit: 's', warn: 5, alarm: 10 },
    { '{{type}}': quantile(0.99, 'ebb_output_latency_seconds', '{type=~"MainDefectorAlert|RiskAlert|RetentionAction"}', 'type') },
  ),
  graph(
    {
      title: 'From end to end, by canary',
      shows: 'From when the lifecycle makes a marker until what rests on it has come through actions to delivery.',
      normal: 'some seconds, as markers wait for one another.',
      otherwise: 'it grows without load: a task is slow; look at the batches below.',
      runbook: 'EbbCanaryMissing',
    },
    { unit: 's', warn: 30, alarm: 120 },
    { half: quantile(0.5, 'ebb_canary_latency_seconds'), '99 of 100': quantile(0.99, 'ebb_canary_latency_seconds') },
  ),
  graph(
    {
      title: 'Waiting to leave',
      shows: 'How long the oldest record has been committed that Kafka has not taken yet.',
      normal: '0, or some milliseconds.',
      otherwise: 'Kafka answers, but refuses: the log has its words.',
      runbook: 'EbbOutboxStuck',
    },
    { unit: 's', warn: 10, alarm: 60 },
    { '{{job}}': `max by (job) (ebb_outbox_oldest_age_seconds${of})` },
  ),
];

const batch = `{job=~"$service"}`;
const whereTheTimeGoes = [
  stack(
    {
      title: 'Time of a batch, by step',
      shows: 'The mean time that each step of a batch takes: take, load, fold, commit.',
      normal: 'some milliseconds, most of them to commit.',
      otherwise: 'commit and load slow: Redis or its disk; fold slow: CPU.',
    },
    { unit: 's' },
    { '{{job}} {{step}}': mean('ebb_batch_step_duration_seconds', batch, 'job, step') },
  ),
  graph(
    {
      title: 'Time of a commit',
      shows: 'Until what a batch has changed is durable in Redis: the mean, and the slowest of a hundred.',
      normal: 'below 50 ms.',
      otherwise: 'the disk of Redis is slow, or Redis is busy.',
    },
    { unit: 's', warn: 0.25, alarm: 1 },
    {
      '{{job}}, mean': mean('ebb_batch_step_duration_seconds', '{job=~"$service", step="commit"}', 'job'),
      '{{job}}, 99 of 100': quantile(0.99, 'ebb_batch_step_duration_seconds', '{job=~"$service", step="commit"}', 'job'),
    },
  ),
  graph(
    {
      title: 'Size of a batch',
      shows: 'Records of a batch, on the mean.',
      normal: 'few while it keeps up; more with a backlog.',
      otherwise: 'at batch.recordsMax for long: a backlog.',
    },
    { unit: 'short' },
    { '{{job}}': mean('ebb_batch_records', batch, 'job') },
  ),
  graph(
    {
      title: 'Customers found in memory',
      shows: 'Share of the customers wanted who need not be read from Redis.',
      normal: 'most of them, after a while.',
      otherwise: 'few in steady state: raise cacheCustomersMax.',
    },
    { unit: 'percentunit' },
    {
      '{{job}}':
        'sum by (job) (rate(ebb_cache_requests_total{job=~"$service", result="hit"}[$__rate_interval])) / sum by (job) (rate(ebb_cache_requests_total{job=~"$service"}[$__rate_interval]))',
    },
  ),
  graph(
    {
      title: 'Deadlines',
      shows: 'Timers that have become due, in a second. Not each is a deadline that ran.',
      normal: 'bursts at midnight.',
      otherwise: 'none for a day while customers are silent: see "Silence not noticed".',
      runbook: 'EbbSilenceHeld',
    },
    { unit: 'ops' },
    { '{{job}}': `sum by (job) (rate(ebb_timers_fired_total${of}[$__rate_interval]))` },
  ),
  graph(
    {
      title: 'Records in the outbox',
      shows: 'Records that are committed and that Kafka has not acknowledged.',
      normal: 'it rises and falls with the load.',
      otherwise: 'it only rises: see "Waiting to leave".',
      runbook: 'EbbOutboxStuck',
    },
    { unit: 'short' },
    { '{{job}}': `sum by (job) (ebb_outbox_entries${of})` },
  ),
];

const late = (bound: string) => `sum(increase(ebb_event_lateness_seconds_bucket{job=~"$service", le="${bound}"}[$__range]))`;
const whatIsNotRight = [
  ranking(
    {
      title: 'Dead letters, by reason',
      shows: 'Records that could not be used, within the time that is shown.',
      normal: '0.',
      otherwise: 'the reason says whose mistake it is.',
      runbook: 'EbbDeadLettersRising',
    },
    { unit: 'short', decimals: 0, warn: 1, alarm: 100 },
    {
      '{{reason}} {{topic}}':
        'topk(6, sum by (topic, reason) (increase(ebb_dead_letters_total{job=~"$service"}[$__range])) > 0) or on () label_replace(vector(0), "reason", "none", "", "")',
    },
    6,
  ),
  ranking(
    {
      title: 'Late events, by how late',
      shows: 'Events that came after their source had been taken as complete, within the time that is shown.',
      normal: 'few, and soon after; in a replay, engagements come up to a week late.',
      otherwise: 'near latenessMax: what is later is a dead letter. Raise it, or mend the producer.',
    },
    { unit: 'short', decimals: 0 },
    {
      'up to 5 min': late('300'),
      'up to 1 h': `${late('3600')} - ${late('300')}`,
      'up to 1 day': `${late('86400')} - ${late('3600')}`,
      'up to 2 days': `${late('172800')} - ${late('86400')}`,
      later: `${late('+Inf')} - ${late('172800')}`,
    },
    6,
  ),
  ranking(
    {
      title: 'Repeated and missing',
      shows:
        'Within the time that is shown: events whose id had been seen; records of Ebb that came again; records of Ebb that never came.',
      normal: 'repeats follow crashes and are harmless; none is missing.',
      otherwise: 'missing: records of a topic of Ebb were lost. Doubled: a producer sends twice.',
      runbook: 'EbbRecordsMissing',
    },
    { unit: 'short', decimals: 0 },
    {
      doubled: `sum(increase(ebb_duplicate_events_total${of}[$__range]))`,
      repeated: `sum(increase(ebb_repeated_records_total${of}[$__range]))`,
      missing: `sum(increase(ebb_sequence_gaps_total${of}[$__range]))`,
    },
    6,
  ),
  ranking(
    {
      title: 'Changes of hands',
      shows:
        'Within the time that is shown: commits refused, as another worker had the partition (fenced) or Redis had lost writes (rolled back); assignments of partitions.',
      normal: 'assignments and some fenced commits at a restart; none rolled back.',
      otherwise: 'rolled back: check the durability of Redis. Many assignments: workers answer too slowly.',
    },
    { unit: 'short', decimals: 0 },
    {
      fenced: `sum(increase(ebb_ownership_lost_total{job=~"$service", result="FENCED"}[$__range]))`,
      'rolled back': `sum(increase(ebb_ownership_lost_total{job=~"$service", result="ROLLED_BACK"}[$__range]))`,
      assigned: `sum(increase(ebb_rebalances_total${of}[$__range]))`,
    },
    6,
  ),
];

const areServersAndProcessesWell = [
  graph(
    {
      title: 'Memory of Redis',
      shows: 'Share of the memory that Redis may use which it does use.',
      normal: 'below three quarters.',
      otherwise: 'when it is full it refuses commits: give it more.',
      runbook: 'EbbRedisMemoryFull',
    },
    { unit: 'percentunit', warn: 0.75, alarm: 0.9 },
    { '{{node}}': 'max by (node) (ebb_redis_memory_used_bytes / ebb_redis_memory_limit_bytes)' },
  ),
  graph(
    {
      title: 'Redis can not write its files',
      shows: '1 where Redis last failed to write its append-only file or its snapshot.',
      normal: '0.',
      otherwise: 'its disk is full or broken; commits wait.',
      runbook: 'EbbRedisPersistenceFailing',
    },
    { unit: 'short', warn: 1, alarm: 1 },
    { '{{node}} {{file}}': 'max by (node, file) (ebb_redis_persistence_failed)' },
  ),
  graph(
    {
      title: 'Partitions that are worked on',
      shows: 'Partitions that the workers of each service have claimed.',
      normal: 'as many as the configuration has partitions.',
      otherwise: 'fewer for minutes: /health/ready says which is missing.',
    },
    { unit: 'short' },
    { '{{job}}': `sum by (job) (ebb_partition_owned${of})` },
  ),
  graph(
    {
      title: 'CPU',
      shows: 'Processors that each worker uses.',
      normal: 'below 0.8: one thread does the work.',
      otherwise: 'near 1: add a worker.',
    },
    { unit: 'short', warn: 0.8, alarm: 1 },
    { '{{job}} {{instance}}': `rate(process_cpu_seconds_total${of}[$__rate_interval])` },
  ),
  graph(
    {
      title: 'Delay of the event loop',
      shows: 'By how much work begins later than it could, in the slowest of a hundred.',
      normal: 'below 50 ms.',
      otherwise: 'over 0.1 s for long: the process has too little CPU, and loses its place in the group.',
    },
    { unit: 's', warn: 0.1, alarm: 1 },
    { '{{job}}': `max by (job) (nodejs_eventloop_lag_p99_seconds${of})` },
  ),
  graph(
    {
      title: 'Heap',
      shows: 'Memory that the program of each worker has in use.',
      normal: 'it rises and falls.',
      otherwise: 'it grows for days: a leak; take a heap snapshot.',
    },
    { unit: 'bytes' },
    { '{{job}} {{instance}}': `nodejs_heap_size_used_bytes${of}` },
  ),
];

export const pipeline: Plan = {
  uid: 'ebb-pipeline',
  title: 'Ebb: Pipeline',
  description: 'Whether what happens is noticed, at once, and leaves.',
  shows: '1h',
  variables: [service],
  rows: {
    'Is it well?': isItWell,
    'Does it keep up?': doesItKeepUp,
    'How long does it take?': howLongDoesItTake,
    'Where does the time go?': whereTheTimeGoes,
    'What is not as it should be?': whatIsNotRight,
    'Are servers and processes well?': areServersAndProcessesWell,
  },
};
