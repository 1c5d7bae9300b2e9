/** Wakes one waiter; a wake-up without a waiter is kept for the next. */
export class Signal {
  #raised = false;
  #wake: (() => void) | null = null;

  raise(): void {
    this.#raised = true;
    this.#wake?.();
  }

  /** Resolves at the next raise, at once where one was kept, or after the time-out: then with false. */
  async wait(timeoutMilliseconds: number): Promise<boolean> {
    if (!this.#raised) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, timeoutMilliseconds);
      this.#wake = resolve;
      await promise;
      clearTimeout(timer);
      this.#wake = null;
    }
    const wasRaised = this.#raised;
    this.#raised = false;
    return wasRaised;
  }
}
