/** What is not the same each time it is asked. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
}

export const wallClock: Clock = { now: () => Date.now(), random: () => Math.random() };
