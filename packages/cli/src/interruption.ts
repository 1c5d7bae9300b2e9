/** Turns Ctrl-C and SIGTERM into the end of what is being done, in order. */
export class Interruption {
  readonly #controller = new AbortController();
  readonly #interrupt = (signal: NodeJS.Signals): void => this.#controller.abort(new Error(`stopped by ${signal}`));

  constructor() {
    process.on('SIGINT', this.#interrupt).on('SIGTERM', this.#interrupt);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  stopListening(): void {
    process.off('SIGINT', this.#interrupt).off('SIGTERM', this.#interrupt);
  }
}
