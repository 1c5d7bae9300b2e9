/**
 * How far behind the present what reaches delivery is: each task of `actions` says, with its markers, when the oldest of those that it
 * rests on was made by a task of the lifecycle. So one that is stuck, anywhere on the way, shows here.
 */

/** When a marker had been made, by the wall clock; null where it does not say. */
type MadeAt = number | null;

export class Canary {
  readonly #begunAt: number;
  readonly #heard = new Map<number, Map<string, number>>();

  /** @param begunAt milliseconds of the wall clock */
  constructor(begunAt: number) {
    this.#begunAt = begunAt;
  }

  /** @param from who says it, as `<service>/<source partition>` */
  hear(partition: number, from: string, madeAt: MadeAt): void {
    if (madeAt === null) return;
    const heard = this.#heard.get(partition) ?? new Map<string, number>();
    this.#heard.set(partition, heard.set(from, madeAt));
  }

  /**
   * The earliest of the last that all have said; of who has said nothing yet, when this one began to listen.
   * @param upstream all who have ever written to the partition
   */
  reached(partition: number, upstream: readonly string[]): number {
    if (upstream.length === 0) return this.#begunAt;
    const heard = this.#heard.get(partition);
    return Math.min(...upstream.map((from) => heard?.get(from) ?? this.#begunAt));
  }
}
