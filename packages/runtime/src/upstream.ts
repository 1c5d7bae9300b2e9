/**
 * What a reader of a topic that Ebb wrote knows of the tasks that write to it. Lives for one batch, from cursor to cursor.
 *
 * Each of those tasks sends its markers to every partition, and has come to another time. So a partition is complete up to the
 * earliest of their last markers; where one of them has not been heard yet, it has no time.
 */
import type { Heard, Sent, SourceCursor } from './ports.ts';
import type { Instant } from './processor.ts';
import { judgeSequence, type SequenceVerdict } from './sequence.ts';
import { type MarkerClock, noTime } from './watermark.ts';

/** What a marker says. */
export interface Mark {
  /** `<service>/<source partition>` */
  readonly from: string;
  readonly watermark: Instant;
  readonly madeAt: Instant | null;
}

/** Null where one of them is not known. */
const earliestOf = (instants: readonly (Instant | null)[]): Instant | null => {
  const known = instants.filter((instant) => instant !== null);
  return known.length < instants.length ? null : Math.min(...known);
};

const nothing: Heard = { epoch: 0, sequence: 0, watermark: noTime, madeAt: null };

export class Upstream {
  readonly #heard: Map<string, Heard>;

  constructor({ upstream }: MarkerClock, { heard }: SourceCursor) {
    this.#heard = new Map(upstream.map((from) => [from, heard?.[from] ?? nothing]));
  }

  /** What its number says of a record that comes next. Who is not expected to write here has no number to go on from. */
  judge(sent: Sent | null): SequenceVerdict {
    const last = sent === null ? undefined : this.#heard.get(sent.from);
    return sent === null || last === undefined ? 'new' : judgeSequence(last, sent);
  }

  /** Takes over the number of a record that is taken. */
  note(sent: Sent | null): void {
    const last = sent === null ? undefined : this.#heard.get(sent.from);
    if (sent === null || last === undefined) return;
    this.#heard.set(sent.from, { ...last, epoch: sent.epoch, sequence: sent.sequence });
  }

  mark({ from, watermark, madeAt }: Mark): void {
    const last = this.#heard.get(from);
    if (last !== undefined) this.#heard.set(from, { ...last, watermark: Math.max(last.watermark, watermark), madeAt });
  }

  /** What is passed on now is as old as the oldest of the last markers; null where one of them has not said when it was made. */
  get madeAt(): Instant | null {
    return earliestOf([...this.#heard.values()].map(({ madeAt }) => madeAt ?? null));
  }

  /** The cursor after all that was noted. */
  moved(cursor: SourceCursor): SourceCursor {
    const earliest = Math.min(...[...this.#heard.values()].map(({ watermark }) => watermark));
    return { ...cursor, watermark: Math.max(cursor.watermark, earliest), heard: Object.fromEntries(this.#heard) };
  }
}
