/** All keys of a partition share a hash tag, so that a commit is one script on one node of a Redis Cluster. */
export interface PartitionKeys {
  readonly meta: string;
  readonly states: string;
  readonly outbox: string;
  readonly journey: string;
  readonly census: string;
  timers(source: number): string;
}

export function partitionKeys(service: string, partition: number): PartitionKeys {
  const prefix = `ebb:{${service}:${partition}}`;
  return {
    meta: `${prefix}:meta`,
    states: `${prefix}:states`,
    outbox: `${prefix}:outbox`,
    journey: `${prefix}:journey`,
    census: `${prefix}:census`,
    timers: (source) => `${prefix}:timers:${source}`,
  };
}
