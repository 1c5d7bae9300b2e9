/** Who does the peers' job: Ebb, or a peer. */
import type { BenchServers, Filled } from './bench-servers.ts';

/** Where a contender works. */
export interface Place {
  readonly servers: BenchServers;
  readonly filled: Filled;
  /** Where transitions go; it is there, with as many partitions as there are of the purchases. */
  readonly output: string;
  /** Of its consumer group, and of all else that no other run may share. */
  readonly name: string;
  /** A folder of its own. */
  readonly directory: string;
  /** What the peers have to be told; Ebb finds out by itself. */
  readonly tunedFor: 'throughput' | 'latency';
}

export interface Contender {
  readonly name: string;
  /** Of one so slow that it shall not do all of the load: how many events of it. Infinity for all. */
  readonly eventsMax: number;
  launch(place: Place): Promise<Launched>;
}

export interface Launched {
  /** Of its processes: those of Node take a core each, one of Java takes all. */
  readonly pids: readonly number[];
  /** Resolves when all its processes are up. Who asks has to wait for it: they may be stopped before. */
  up(): Promise<unknown>;
  /** Resolves when a process has ended, however that comes. */
  readonly ended: Promise<unknown>;
  /** What they have said so far. */
  log(): string;
  /** The number of events of which all that follows is durable. */
  committed(): Promise<number>;
  /** Whether all that follows from what is committed has left for Kafka. */
  hasSentAll(): Promise<boolean>;
  stop(): Promise<unknown>;
}
