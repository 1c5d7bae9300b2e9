import { setTimeout as delay } from 'node:timers/promises';

const firstPauseMilliseconds = 250;
const pauseMillisecondsMax = 5_000;

/** Doubling pauses of at most five seconds. */
export class Backoff {
  #pauseMilliseconds = firstPauseMilliseconds;

  /** @throws the signal's reason, when it aborts */
  async pause(signal: AbortSignal): Promise<void> {
    const pause = this.#pauseMilliseconds;
    this.#pauseMilliseconds = Math.min(pause * 2, pauseMillisecondsMax);
    await delay(pause, undefined, { signal }).catch(() => signal.throwIfAborted());
  }

  reset(): void {
    this.#pauseMilliseconds = firstPauseMilliseconds;
  }
}
