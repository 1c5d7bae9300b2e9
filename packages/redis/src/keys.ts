/** All keys of a partition share a hash tag, so that a commit is one script on one node of a Redis Cluster. */
export interface PartitionKeys {
  readonly meta: string;
  readonly states: string;
  readonly outbox: string;
  readonly journey: string;
  readonly census: string;
  /** The days of a source that have timers. */
  timerDays(source: number): string;
  /** @param day counted from 1970-01-01, UTC */
  timers(source: number, day: number): string;
}

export function partitionKeys(service: string, partition: number): PartitionKeys {
  const prefix = `ebb:{${service}:${partition}}`;
  return {
    meta: `${prefix}:meta`,
    states: `${prefix}:states`,
    outbox: `${prefix}:outbox`,
    journey: `${prefix}:journey`,
    census: `${prefix}:census`,
    timerDays: (source) => `${prefix}:timers:${source}`,
    timers: (source, day) => `${prefix}:timers:${source}:${day}`,
  };
}
