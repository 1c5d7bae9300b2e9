/** A scrape, which waits a second at least, waits as long as this; one that asks several asks them together. */
const answerMillisecondsMax = 500;

/**
 * Asks a server when somebody wants to know, and lets nobody wait for one that is away: then the answer is null. It is not asked
 * again before it has answered or refused, so that questions do not pile up while it is away.
 */
export class Asked<Answer> {
  readonly #ask: () => Promise<Answer>;
  #pending: Promise<Answer> | null = null;

  constructor(ask: () => Promise<Answer>) {
    this.#ask = ask;
  }

  async answer(): Promise<Answer | null> {
    this.#pending ??= this.#ask().finally(() => {
      this.#pending = null;
    });
    const { promise: overdue, resolve } = Promise.withResolvers<null>();
    const timer = setTimeout(() => resolve(null), answerMillisecondsMax);
    try {
      return await Promise.race([this.#pending, overdue]);
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }
}
