/**
 * A processor is all that a stream service adds to the runtime. It is pure: no clock, no I/O, no randomness; the same
 * input gives the same output, whatever the batches.
 */

/** Milliseconds since 1970-01-01T00:00Z of event time. */
export type Instant = number;

/** Index into the configured list of sources; the order of the list decides ties between facts of one instant. */
export type SourceIndex = number;

/** A wake-up: when silence of a source speaks. */
export interface Wake {
  readonly source: SourceIndex;
  readonly dueAt: Instant;
}

/** An event, decoded, checked and reduced to what the processor needs. */
export interface Fact {
  /** Unique within its source. */
  readonly id: string;
  /** Event time. */
  readonly at: Instant;
}

/** A record that leaves. The runtime adds the revision and sends it on. */
export interface Emission {
  /** Id of the cause, and what it caused: `<cause>/<what>`. Unique for the customer. */
  readonly recordId: string;
  readonly at: Instant;
}

export interface Step<State, Output extends Emission> {
  readonly state: State;
  readonly emit: readonly Output[];
  /** All wake-ups that hold from now on, at most one per source; they replace those of the step before. */
  readonly wakes: readonly Wake[];
}

/**
 * @typeParam State   what is kept per customer; immutable
 * @typeParam F       what an event is reduced to
 * @typeParam Output  what may leave
 */
export interface Processor<State, F extends Fact, Output extends Emission> {
  initial(customerId: string): State;
  onEvent(state: State, fact: F, customerId: string): Step<State, Output>;
  /** `wake.dueAt` is the time that was asked for, never "now". */
  onTime(state: State, wake: Wake, customerId: string): Step<State, Output>;
}
