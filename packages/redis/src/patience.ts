/** Commands that wait: for a Redis that cannot answer now, and for those who have to hold what was written. */
import type { Log } from '@ebb/runtime';
import type { Redis } from 'ioredis';
import type { Connection } from './connect.ts';
import type { Durability } from './durability.ts';

/**
 * Answers that pass: Redis is loading, failing over, full or unable to write to its disk; a cluster has no node for the key now.
 * They are waited for.
 */
const passing =
  /^(LOADING|BUSY|TRYAGAIN|CLUSTERDOWN|MASTERDOWN|READONLY|OOM|MISCONF|NOREPLICAS|Too many Cluster redirections|Cluster isn't ready|Failed to refresh slots cache|None of startup nodes)\b/;
const retryMillisecondsMin = 50;
const retryMillisecondsMax = 2_000;
const replicaTimeoutMilliseconds = 1_000;

/** What an answer alone does not promise: Redis is asked who holds the commit. */
type Confirmed = Extract<Durability, { readonly replicas: number }>;

export class PatientRedis<C extends Connection = Connection> {
  readonly redis: C;
  readonly #durability: Durability;
  readonly #log: Log;

  constructor(redis: C, durability: Durability, log: Log) {
    this.redis = redis;
    this.#durability = durability;
    this.#log = log;
  }

  /** Tries until Redis gives a definite answer. */
  async read<T>(ask: (redis: C) => Promise<T>): Promise<T> {
    for (let wait = retryMillisecondsMin; ; wait = Math.min(2 * wait, retryMillisecondsMax)) {
      try {
        return await ask(this.redis);
      } catch (error) {
        if (!(error instanceof Error) || !passing.test(error.message)) throw error;
        if (wait === retryMillisecondsMin)
          this.#log.warn({ error: error.message }, 'Redis can not do this now; trying until it can');
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  /** The same for what changes something: it is durable when this resolves. The command must bear to be repeated. */
  async write<T>(ask: (redis: C) => Promise<T>): Promise<T> {
    for (;;) {
      const confirmed = 'replicas' in this.#durability;
      const connection = confirmed ? this.#stream : null;
      const answer = await this.read(ask);
      if (!('replicas' in this.#durability)) return answer;
      await this.#untilConfirmed(this.#durability);
      // A new connection may be one to a Redis that came back, or took over, without the change: it is asked for again.
      if (connection === this.#stream) return answer;
    }
  }

  /** The present connection. Replicas are waited for on one Redis only: on a cluster every master has to sync by itself. */
  get #stream() {
    return (this.redis as Redis).stream;
  }

  async #untilConfirmed(durability: Confirmed): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const held = await this.read(() => this.#confirmations(durability));
      if (held >= durability.replicas) return;
      if (tries > 1) continue;
      this.#log.warn({ held, wanted: durability.replicas }, 'the last commit is not on all replicas yet; waiting for them');
    }
  }

  /** How many replicas hold the last commit; with WAITAOF less than none while Redis itself has not synced it. */
  async #confirmations(durability: Confirmed): Promise<number> {
    if (durability.kind === 'replicas') return (this.redis as Redis).wait(durability.replicas, replicaTimeoutMilliseconds);
    const answer = await this.redis.call('WAITAOF', 1, durability.replicas, replicaTimeoutMilliseconds);
    const [local, replicas] = answer as [number, number];
    return local === 1 ? replicas : -1;
  }
}
