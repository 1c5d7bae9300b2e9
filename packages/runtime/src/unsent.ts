/** What a task has committed and Kafka has not acknowledged yet, commit by commit, oldest first. For metrics only. */
import type { Instant } from './processor.ts';

/** A record that leaves because of an event that has come. */
export interface Departure {
  /** Of the record. */
  readonly type: string;
  /** When Kafka had got the event. */
  readonly arrivedAt: Instant;
}

interface Committed {
  readonly entries: number;
  readonly at: Instant;
  readonly departures: readonly Departure[];
}

export class Unsent {
  #commits: Committed[] = [];

  /** When the oldest was committed, or found at the claim; null where nothing is left to send. */
  get since(): Instant | null {
    return this.#commits[0]?.at ?? null;
  }

  add(commit: Committed): void {
    if (commit.entries > 0) this.#commits.push(commit);
  }

  /** The relay reports commit by commit, in their order. */
  sent(): readonly Departure[] {
    return this.#commits.shift()?.departures ?? [];
  }
}
