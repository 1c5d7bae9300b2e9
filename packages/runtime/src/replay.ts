import { earliestPerSource, type Place, placeOf, type Sourced } from './order.ts';
import type { Emission, Fact, Instant, Processor, Step, Wake } from './processor.ts';

/** The state after facts and the deadlines due between and after them. */
export interface Head<State> {
  readonly state: State;
  readonly wakes: readonly Wake[];
  /** Deadlines skipped because the watermark of their source had not reached them, while a fact or deadline after them was folded. */
  readonly held: readonly Wake[];
  readonly lastFact: Place;
  /** The latest deadline that was run. */
  readonly lastDeadline: Instant;
}

/** A processor that asks for the same wake-up for ever is stopped here. */
const deadlinesPerReplayMax = 1_000;

/** Folds facts in order onto a head, running each deadline in its place. Used once, for one customer. */
export class Replay<State, F extends Fact, Output extends Emission> {
  readonly outputs: Output[] = [];
  readonly #processor: Processor<State, F, Output>;
  readonly #customerId: string;
  readonly #watermarks: readonly Instant[];
  readonly #firstNew: Sourced<F> | undefined;
  #head: Head<State>;
  #deadlines = 0;
  #sameAsBefore: number | null = null;

  /** @param firstNew of the facts, the first that was not there when they were folded before */
  constructor(
    processor: Processor<State, F, Output>,
    customerId: string,
    from: Head<State>,
    watermarks: readonly Instant[],
    firstNew?: Sourced<F>,
  ) {
    this.#processor = processor;
    this.#customerId = customerId;
    this.#watermarks = watermarks;
    this.#head = from;
    this.#firstNew = firstNew;
  }

  /**
   * How many of the outputs, from the first, are as they were: the same facts have led to them from the same state. From the first new
   * fact on, and from the first deadline, as it may have been held before, they may be others.
   */
  get sameAsBefore(): number {
    return this.#sameAsBefore ?? this.outputs.length;
  }

  get head(): Head<State> {
    return this.#head;
  }

  /** Deadlines before the fact, then the fact. */
  fact(sourced: Sourced<F>): void {
    if (sourced === this.#firstNew) this.#sameAsBefore ??= this.outputs.length;
    this.deadlinesBefore(sourced.fact.at);
    const step = this.#processor.onEvent(this.#head.state, sourced.fact, this.#customerId);
    this.#take(step, placeOf(sourced), this.#head.lastDeadline);
  }

  /** Deadlines before an instant run where their source has come that far; the others are held. */
  deadlinesBefore(instant: Instant): void {
    this.#runDue(instant - 1);
    const { wakes } = this.#head;
    if (wakes.some((wake) => wake.dueAt < instant)) this.#hold(wakes.filter((wake) => wake.dueAt < instant));
  }

  /** All deadlines up to and with an instant for which their source has come that far. */
  deadlinesUpTo(instant: Instant): void {
    this.#runDue(instant);
  }

  #runDue(until: Instant): void {
    for (;;) {
      const wake = this.#nextDue(until);
      if (wake === undefined) return;
      this.#sameAsBefore ??= this.outputs.length;
      this.#deadlines += 1;
      if (this.#deadlines > deadlinesPerReplayMax) {
        throw new Error(
          `customer ${this.#customerId}: more than ${deadlinesPerReplayMax} deadlines at once, the last due ${new Date(wake.dueAt).toISOString()}; the processor asks for a wake-up it has just had`,
        );
      }
      this.#hold(this.#head.wakes.filter((other) => isBefore(other, wake)));
      const step = this.#processor.onTime(this.#head.state, wake, this.#customerId);
      this.#take(step, this.#head.lastFact, wake.dueAt);
    }
  }

  #nextDue(until: Instant): Wake | undefined {
    let next: Wake | undefined;
    for (const wake of this.#head.wakes) {
      if (wake.dueAt > until || wake.dueAt > (this.#watermarks[wake.source] as Instant)) continue;
      if (next === undefined || isBefore(wake, next)) next = wake;
    }
    return next;
  }

  #hold(skipped: readonly Wake[]): void {
    if (skipped.length > 0) this.#head = { ...this.#head, held: earliestPerSource(this.#head.held, skipped) };
  }

  #take(step: Step<State, Output>, lastFact: Place, lastDeadline: Instant): void {
    this.#head = { state: step.state, wakes: step.wakes, held: this.#head.held, lastFact, lastDeadline };
    if (step.emit.length > 0) this.outputs.push(...step.emit);
  }
}

const isBefore = (a: Wake, b: Wake): boolean => a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.source < b.source);
