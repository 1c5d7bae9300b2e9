import type { Decision } from './decisions.ts';
import { ErrorCode, RegistryError } from './errors.ts';
import type { TopicRecord } from './records.ts';
import type { RegistryState } from './state.ts';

/** Where records are kept. */
export interface RecordLog {
  /**
   * Resolves once the records are durable and folded into the state.
   * @throws {RegistryError} 50001, 50002, 42209
   */
  append(records: readonly TopicRecord[], deadline: AbortSignal): Promise<void>;
}

const writesWaitingMax = 256;

/** One change at a time, so that each decides on a state that holds all changes before it. */
export class Writer {
  readonly #state: RegistryState;
  readonly #log: RecordLog;
  readonly #writeMillisecondsMax: number;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** @param writeMillisecondsMax for one change, the wait for those before it included */
  constructor(state: RegistryState, log: RecordLog, writeMillisecondsMax: number) {
    this.#state = state;
    this.#log = log;
    this.#writeMillisecondsMax = writeMillisecondsMax;
  }

  /** @throws {RegistryError} what the decision refuses, or 5xxxx when its records could not be written in time */
  async change<Answer>(decide: (state: RegistryState) => Decision<Answer>): Promise<Answer> {
    if (this.#waiting >= writesWaitingMax) {
      throw new RegistryError(ErrorCode.storeFailed, `${writesWaitingMax} changes are waiting to be written; try again later`);
    }
    const deadline = AbortSignal.timeout(this.#writeMillisecondsMax);
    this.#waiting += 1;
    const mine = this.#last.then(async () => {
      const { records, answer } = decide(this.#state);
      if (records.length > 0) await this.#log.append(records, deadline);
      return answer;
    });
    this.#last = mine.catch(() => undefined);
    return mine.finally(() => {
      this.#waiting -= 1;
    });
  }
}
