/** What Prometheus sees while all is well, and what of it each fault changes, with all that follows from it. */

/** A series: its first value and what it gains at each scrape. */
export type Course = readonly [first: number, step: number];

export type Scale = 'minutes' | 'hours';

export interface Fault {
  readonly fault: string;
  /** How far apart the scrapes are: what shows in days is judged by the hour. */
  readonly scale: Scale;
  /** The series as they are from the fault on, by the beginning of their names; null where they are gone, a number where they stand. */
  readonly changes: Readonly<Record<string, Course | number | null>>;
  /** The alerts that fire then, as Prometheus labels them, without their urgency; the first is the one that somebody is told of. */
  readonly fires: readonly string[];
}

const each = (series: readonly string[], course: Course) => Object.fromEntries(series.map((one) => [one, course]));
const jobs = ['lifecycle', 'actions', 'delivery', 'intake', 'calibration'];
const of = (name: string, some: readonly string[]) => some.map((job) => `${name}{job="${job}"}`);

/** @param seconds between two scrapes */
export const well = (seconds: number): Readonly<Record<string, Course>> => ({
  ...each(of('up', jobs), [1, 0]),
  ...each(of('ebb_kafka_connected', jobs), [1, 0]),
  ...each(
    of(
      'ebb_redis_connected',
      jobs.filter((job) => job !== 'intake'),
    ),
    [1, 0],
  ),
  'ebb_redis_persistence_failed{job="delivery", node="r:6379", file="append-only"}': [0, 0],
  'ebb_redis_persistence_failed{job="delivery", node="r:6379", file="snapshot"}': [0, 0],
  'ebb_redis_memory_used_bytes{job="delivery", node="r:6379"}': [500, 0],
  'ebb_redis_memory_limit_bytes{job="delivery", node="r:6379"}': [1_000, 0],
  'ebb_source_stopped{job="lifecycle", topic="purchases", partition="0"}': [0, 0],
  'ebb_source_stopped{job="lifecycle", topic="profiles", partition="0"}': [0, 0],
  'ebb_source_stopped{job="actions", topic="customer-alerts", partition="0"}': [0, 0],
  ...each(of('ebb_outbox_oldest_age_seconds', ['lifecycle', 'actions', 'delivery']), [0, 0]),
  'ebb_canary_timestamp_seconds{job="delivery", partition="0"}': [0, seconds],
  'ebb_canary_timestamp_seconds{job="delivery", partition="1"}': [0, seconds],
  'ebb_time_behind_seconds{job="lifecycle", topic="purchases", partition="0"}': [300, 0],
  'ebb_time_behind_seconds{job="lifecycle", topic="profiles", partition="0"}': [300, 0],
  'ebb_dead_letters_total{job="lifecycle", topic="purchases", reason="broken-avro"}': [0, 0],
  'ebb_dead_letters_total{job="lifecycle", topic="profiles", reason="broken-avro"}': [0, 0],
  'ebb_records_read_total{job="lifecycle", topic="purchases"}': [0, 1_000],
  'ebb_records_read_total{job="lifecycle", topic="profiles"}': [0, 1_000],
  'ebb_sequence_gaps_total{job="actions"}': [0, 0],
  'ebb_lag_seconds{job="actions", topic="customer-alerts", partition="0"}': [0, 0],
  'ebb_output_latency_seconds_bucket{job="lifecycle", type="MainDefectorAlert", le="10"}': [0, 100],
  'ebb_output_latency_seconds_count{job="lifecycle", type="MainDefectorAlert"}': [0, 100],
  'ebb_delivery_sends_total{job="delivery", target="crm", result="sent"}': [0, 10],
  'ebb_delivery_sends_total{job="delivery", target="crm", result="again"}': [0, 0],
  'ebb_delivery_sends_total{job="delivery", target="crm", result="dead"}': [0, 0],
  'ebb_delivery_target_disabled{job="delivery", target="crm"}': [0, 0],
  'ebb_outputs_total{job="lifecycle", type="MainDefectorAlert"}': [0, 10],
  'ebb_watermark_timestamp_seconds{job="lifecycle", topic="purchases", partition="0"}': [-300, seconds],
  'ebb_calibration_effective_timestamp_seconds{job="lifecycle", version="1"}': [0, 0],
});

const noneComesThrough = { ebb_canary_timestamp_seconds: 0 };
const noTimeGoesOn = { ebb_time_behind_seconds: [360, 60] as const };
const silenceHeld = ['purchases', 'profiles'].map((topic) => `EbbSilenceHeld{topic="${topic}"}`);

export const faults: readonly Fault[] = [
  { fault: 'none', scale: 'minutes', changes: {}, fires: [] },
  { fault: 'none, for days', scale: 'hours', changes: {}, fires: [] },
  {
    fault: 'lifecycle is down',
    scale: 'minutes',
    changes: {
      'up{job="lifecycle"}': 0,
      ...Object.fromEntries(
        Object.keys(well(60))
          .filter((series) => series.startsWith('ebb_') && series.includes('job="lifecycle"'))
          .map((series) => [series, null]),
      ),
      ...noneComesThrough,
    },
    fires: ['EbbServiceDown{job="lifecycle"}', 'EbbCanaryMissing{}'],
  },
  {
    fault: 'intake is down, which forwards all sources',
    scale: 'minutes',
    changes: { 'up{job="intake"}': 0, 'ebb_kafka_connected{job="intake"}': null, ...noTimeGoesOn },
    fires: ['EbbServiceDown{job="intake"}', ...silenceHeld],
  },
  {
    fault: 'Kafka is away',
    scale: 'minutes',
    changes: { ebb_kafka_connected: 0, ebb_outbox_oldest_age_seconds: [60, 60], ...noneComesThrough, ...noTimeGoesOn },
    fires: [
      'EbbKafkaUnavailable{}',
      'EbbCanaryMissing{}',
      ...of('EbbOutboxStuck', ['lifecycle', 'actions', 'delivery']),
      ...silenceHeld,
    ],
  },
  {
    fault: 'Redis is away',
    scale: 'minutes',
    changes: {
      ebb_redis_connected: 0,
      ebb_redis_memory: null,
      ebb_redis_persistence: null,
      ...noneComesThrough,
      ...noTimeGoesOn,
    },
    fires: ['EbbRedisUnavailable{}', 'EbbCanaryMissing{}', ...silenceHeld],
  },
  {
    fault: 'the disk of Redis is full',
    scale: 'minutes',
    changes: {
      'ebb_redis_persistence_failed{job="delivery", node="r:6379", file="append-only"}': 1,
      ...noneComesThrough,
      ...noTimeGoesOn,
    },
    fires: ['EbbRedisPersistenceFailing{file="append-only", node="r:6379"}', 'EbbCanaryMissing{}', ...silenceHeld],
  },
  {
    fault: 'the memory of Redis is full',
    scale: 'minutes',
    changes: { ebb_redis_memory_used_bytes: 990, ...noneComesThrough, ...noTimeGoesOn },
    fires: ['EbbRedisMemoryFull{node="r:6379"}', 'EbbCanaryMissing{}', ...silenceHeld],
  },
  {
    fault: 'a producer sends nothing but bad records, and its partition is stopped',
    scale: 'minutes',
    changes: {
      'ebb_source_stopped{job="lifecycle", topic="purchases", partition="0"}': 1,
      'ebb_dead_letters_total{job="lifecycle", topic="purchases", reason="broken-avro"}': [0, 500],
      'ebb_time_behind_seconds{job="lifecycle", topic="purchases", partition="0"}': [360, 60],
    },
    fires: [
      'EbbSourceStopped{job="lifecycle", topic="purchases"}',
      'EbbDeadLettersRising{topic="purchases"}',
      'EbbSilenceHeld{topic="purchases"}',
    ],
  },
  {
    fault: 'Kafka refuses what the lifecycle sends',
    scale: 'minutes',
    changes: { 'ebb_outbox_oldest_age_seconds{job="lifecycle"}': [60, 60], ...noneComesThrough },
    fires: ['EbbOutboxStuck{job="lifecycle"}', 'EbbCanaryMissing{}'],
  },
  {
    fault: 'a task of actions hangs',
    scale: 'minutes',
    changes: { 'ebb_canary_timestamp_seconds{job="delivery", partition="1"}': 0 },
    fires: ['EbbCanaryMissing{}'],
  },
  {
    fault: 'a source is quiet',
    scale: 'minutes',
    changes: { 'ebb_time_behind_seconds{job="lifecycle", topic="profiles", partition="0"}': [360, 60] },
    fires: ['EbbSilenceHeld{topic="profiles"}'],
  },
  {
    fault: 'a producer sends some bad records',
    scale: 'minutes',
    changes: { 'ebb_dead_letters_total{job="lifecycle", topic="purchases", reason="broken-avro"}': [0, 50] },
    fires: ['EbbDeadLettersRising{topic="purchases"}'],
  },
  {
    fault: 'records were deleted before actions read them',
    scale: 'minutes',
    changes: { 'ebb_sequence_gaps_total{job="actions"}': 3 },
    fires: ['EbbRecordsMissing{job="actions"}'],
  },
  {
    fault: 'a third of the alerts comes late',
    scale: 'minutes',
    changes: { ebb_output_latency_seconds_bucket: [6_000, 66] },
    fires: ['EbbLatencyBudgetBurning{}'],
  },
  {
    fault: 'a target answers 500',
    scale: 'minutes',
    changes: {
      'ebb_delivery_sends_total{job="delivery", target="crm", result="sent"}': 600,
      'ebb_delivery_sends_total{job="delivery", target="crm", result="again"}': [0, 10],
    },
    fires: ['EbbWebhookTargetFailing{target="crm"}'],
  },
  {
    fault: 'a target answers 410',
    scale: 'minutes',
    changes: { ebb_delivery_target_disabled: 1, 'ebb_delivery_sends_total{job="delivery", target="crm", result="sent"}': 600 },
    fires: ['EbbWebhookTargetFailing{target="crm"}'],
  },
  {
    fault: 'a rule was changed, and everybody is leaving',
    scale: 'hours',
    changes: { ebb_outputs_total: [2_160, 300] },
    fires: ['EbbAlertsStorm{}'],
  },
  {
    fault: 'a rule was changed, and nobody is leaving',
    scale: 'hours',
    changes: { ebb_outputs_total: 2_150 },
    fires: ['EbbAlertsQuiet{}'],
  },
  {
    fault: 'every calibration is refused, for weeks',
    scale: 'hours',
    changes: { ebb_calibration_effective_timestamp_seconds: -20 * 86_400 },
    fires: ['EbbCalibrationStale{}'],
  },
];
