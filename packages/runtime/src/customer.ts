/**
 * What is kept of one customer, and how events and time change it. Pure.
 *
 * Invariants
 * 1. `facts` are ascending and all after `asOf`; everything up to `asOf`, deadlines included, is folded into `base`.
 * 2. A deadline runs once the watermark of its source has reached it: after facts of its instant, before later ones. One whose
 *    source is behind is held: skipped for now, and run in its place by a fold from the base when the watermark comes.
 * 3. `emitted` lists what has left for causes after `asOf`, so that a fold from `base` can tell what to retract and what is new.
 * Hence the net of all that left depends on the facts and the watermarks alone, not on batches or the order of arrival.
 */
import { digestOf } from './digest.ts';
import {
  beginning,
  comparePlaces,
  compareSourced,
  compareToPlace,
  earliestPerSource,
  endOf,
  type Place,
  placeOf,
  type Sourced,
} from './order.ts';
import type { Emission, Fact, Instant, Processor, Wake } from './processor.ts';
import { type Head, Replay } from './replay.ts';

/** An output and the name of its record's schema. */
export interface TypedEmission extends Emission {
  readonly type: string;
}

/** What a customer counts as in the census of its partition. */
export interface Standing {
  readonly group: string;
  /** A whole number, added up over the group. */
  readonly amount: number;
}

/** A record that has left, in as much as is needed to call it back. */
export interface Emitted {
  readonly recordId: string;
  readonly recordType: string;
  readonly revision: number;
  readonly at: Instant;
  /** Of its content. */
  readonly digest: Uint8Array;
  readonly retracted: boolean;
  /** As what it was counted in the census; empty for nothing. */
  readonly flow: string;
}

/** The durable part. */
export interface StoredCustomer<State, F extends Fact> {
  readonly base: State;
  readonly baseWakes: readonly Wake[];
  readonly asOf: Place;
  readonly facts: readonly Sourced<F>[];
  readonly emitted: readonly Emitted[];
  /**
   * Timers of the index that count, at most one per source. One may be earlier than the wake-up (it is not moved when the wake-up moves
   * back: that would cost a write for each event), never later. One that was replaced still stands in the index, for nothing.
   */
  readonly registered: readonly Wake[];
  /** As what the census counts the customer; null for not yet, or not. The fold leaves it as it is. */
  readonly counted: Standing | null;
}

/** The durable part, and what follows from it where it has been computed. */
export interface Customer<State, F extends Fact> {
  readonly stored: StoredCustomer<State, F>;
  /** Null after a load: the next fold starts from the base. */
  readonly head: Head<State> | null;
}

export type Leaving<Output> =
  | { readonly kind: 'record'; readonly output: Output; readonly revision: number; readonly content: Buffer }
  | { readonly kind: 'retraction'; readonly of: Emitted; readonly causedBy: string };

/** How far event time has come, for one partition. */
export interface Progress {
  /** Per source. */
  readonly watermarks: readonly Instant[];
  /** What is older may be folded into the base for good. At or below the watermark of every source. */
  readonly horizon: Instant;
}

export interface Folded<State, F extends Fact, Output> {
  readonly customer: { readonly stored: StoredCustomer<State, F>; readonly head: Head<State> };
  readonly leaving: readonly Leaving<Output>[];
  readonly accepted: readonly Sourced<F>[];
  /** Arrivals that changed nothing: their id was there. */
  readonly duplicates: readonly Sourced<F>[];
  /** Arrivals older than the base. */
  readonly tooLate: readonly Sourced<F>[];
}

/** What a fold works on, apart from the customer. */
interface Arrivals<F extends Fact> {
  readonly customerId: string;
  readonly accepted: readonly Sourced<F>[];
  readonly progress: Progress;
}

interface Advanced<State, F extends Fact, Output> {
  readonly stored: StoredCustomer<State, F>;
  readonly head: Head<State>;
  readonly leaving: readonly Leaving<Output>[];
}

export class CustomerFold<State, F extends Fact, Output extends TypedEmission> {
  readonly #processor: Processor<State, F, Output>;
  readonly #contentOf: (output: Output) => Buffer;
  readonly #horizonFactsMax: number;
  readonly #flowOf: (output: Output) => string;

  /**
   * @param contentOf bytes that are the same where two outputs say the same
   * @param horizonFactsMax facts kept after the base of a customer; beyond it the oldest fold into the base
   * @param flowOf as what the census counts an output
   */
  constructor(
    processor: Processor<State, F, Output>,
    contentOf: (output: Output) => Buffer,
    horizonFactsMax: number,
    flowOf: (output: Output) => string = () => '',
  ) {
    this.#processor = processor;
    this.#contentOf = contentOf;
    this.#horizonFactsMax = horizonFactsMax;
    this.#flowOf = flowOf;
  }

  /** A customer of whom nothing is known. */
  fresh(customerId: string): Customer<State, F> {
    const base = this.#processor.initial(customerId);
    const stored = { base, baseWakes: [], asOf: beginning, facts: [], emitted: [], registered: [], counted: null };
    return { stored, head: headOfBase(stored) };
  }

  /**
   * Folds arrivals, and the deadlines that are due.
   * @param due timers of the index that have come; those that are not registered any more are nothing to it
   */
  fold(
    customerId: string,
    customer: Customer<State, F>,
    arrivals: readonly Sourced<F>[],
    progress: Progress,
    due: readonly Wake[] = [],
  ): Folded<State, F, Output> {
    const { accepted, duplicates, tooLate } = sift(customer.stored, arrivals);
    const input = { customerId, accepted, progress };
    const { stored, head, leaving } =
      customer.head !== null && this.#justGoesOn(customer.stored, customer.head, input)
        ? this.#continue(customer.stored, customer.head, input)
        : this.#refold(customer.stored, input);
    const registered = register(stored.registered, due, head);
    const kept = registered === stored.registered ? stored : { ...stored, registered };
    return { customer: { stored: kept, head }, leaving, accepted, duplicates, tooLate };
  }

  /** Whether what arrives comes after all that is there, and the facts kept do not have to be cut. */
  #justGoesOn(stored: StoredCustomer<State, F>, head: Head<State>, { accepted, progress }: Arrivals<F>): boolean {
    const first = accepted[0];
    if (head.held.length > 0) return false;
    if (first === undefined) return true;
    if (first.fact.at <= head.lastDeadline || compareToPlace(first, head.lastFact) <= 0) return false;
    const settles = isBehind(head, progress.horizon);
    if ((settles ? 0 : stored.facts.length) + accepted.length > this.#horizonFactsMax) return false;
    if (settles) return true;
    // A fold from the base costs all facts kept: it is due when half of them can go, so that each is folded a bounded number of times.
    const middle = stored.facts[stored.facts.length >> 1];
    return middle === undefined || middle.fact.at > progress.horizon;
  }

  /** The usual case. What the horizon has passed becomes the base at no cost, as the head is the state there. */
  #continue(stored: StoredCustomer<State, F>, head: Head<State>, input: Arrivals<F>): Advanced<State, F, Output> {
    const { customerId, accepted, progress } = input;
    const settled = accepted.length > 0 && stored.facts.length > 0 && isBehind(head, progress.horizon);
    const before = settled ? settle(stored, head) : stored;
    const replay = new Replay(this.#processor, customerId, head, progress.watermarks);
    for (const sourced of accepted) replay.fact(sourced);
    replay.deadlinesUpTo(Number.MAX_SAFE_INTEGER);
    const { outputs } = replay;
    if (outputs.length === 0) return { stored: withFacts(before, accepted), head: replay.head, leaving: nothingLeaves };
    const leaving: Leaving<Output>[] = [];
    const emitted = before.emitted.filter((was) => !outputs.some(({ recordId }) => recordId === was.recordId));
    for (const output of outputs) this.#emit(output, nextRevision(before.emitted, output), leaving, emitted);
    return { stored: { ...withFacts(before, accepted), emitted }, head: replay.head, leaving };
  }

  /** The late case, and the first after a load: everything since the base is folded anew, and the difference leaves. */
  #refold(stored: StoredCustomer<State, F>, input: Arrivals<F>): Advanced<State, F, Output> {
    const { customerId, accepted, progress } = input;
    const facts = inOrder(stored.facts, accepted);
    const cut = this.#cut(facts, stored.asOf, progress.horizon);
    const replay = new Replay(this.#processor, customerId, headOfBase(stored), progress.watermarks, accepted[0]);
    for (let index = 0; index < cut.count; index += 1) replay.fact(facts[index] as Sourced<F>);
    if (cut.wholeInstant) replay.deadlinesUpTo(cut.asOf.at);
    const base = replay.head;
    const settledCount = replay.outputs.length;
    for (let index = cut.count; index < facts.length; index += 1) replay.fact(facts[index] as Sourced<F>);
    replay.deadlinesUpTo(Number.MAX_SAFE_INTEGER);
    const { outputs } = replay;
    const { leaving, emitted } =
      outputs.length === 0 && stored.emitted.length === 0
        ? nothingEmitted
        : this.#difference(stored.emitted, replay, accepted[0]?.fact.id ?? 'watermark');
    const isSettled = (was: Emitted) => {
      const index = outputs.findIndex(({ recordId }) => recordId === was.recordId);
      return index < 0 ? was.retracted && was.at <= cut.asOf.at : index < settledCount;
    };
    return {
      stored: {
        base: base.state,
        baseWakes: earliestPerSource(base.wakes, base.held),
        asOf: cut.asOf,
        facts: facts.slice(cut.count),
        emitted: emitted.filter((was) => !isSettled(was)),
        registered: stored.registered,
        counted: stored.counted,
      },
      head: replay.head,
      leaving,
    };
  }

  /** How many of the facts go into the base, and the place the base then stands for. */
  #cut(facts: readonly Sourced<F>[], asOf: Place, horizon: Instant) {
    const behind = facts.findIndex((sourced) => sourced.fact.at > horizon);
    const count = behind < 0 ? facts.length : behind;
    // Beyond the limit a quarter goes at once, so that not each further fact costs a fold of all.
    const excess = facts.length > this.#horizonFactsMax ? facts.length - ((this.#horizonFactsMax * 3) >> 2) : 0;
    if (excess > count) return { count: excess, asOf: placeOf(facts[excess - 1] as Sourced<F>), wholeInstant: false };
    const to = endOf(horizon);
    return comparePlaces(to, asOf) > 0 ? { count, asOf: to, wholeInstant: true } : { count: 0, asOf, wholeInstant: false };
  }

  #difference(before: readonly Emitted[], { outputs, sameAsBefore }: Replay<State, F, Output>, causedBy: string) {
    const leaving: Leaving<Output>[] = [];
    const emitted: Emitted[] = [];
    /** By output: null where it stands as it left. */
    const revisions: (number | null)[] = outputs.map(() => 0);
    for (const was of before) {
      const index = outputs.findIndex(({ recordId }) => recordId === was.recordId);
      const is = outputs[index];
      if (is !== undefined && !was.retracted && (index < sameAsBefore || digestOf(this.#contentOf(is)).equals(was.digest))) {
        emitted.push(was);
        revisions[index] = null;
        continue;
      }
      if (!was.retracted) leaving.push({ kind: 'retraction', of: was, causedBy });
      if (is === undefined) emitted.push(was.retracted ? was : { ...was, retracted: true });
      else revisions[index] = was.revision + 1;
    }
    for (const [index, output] of outputs.entries()) {
      const revision = revisions[index] as number | null;
      if (revision !== null) this.#emit(output, revision, leaving, emitted);
    }
    return { leaving, emitted };
  }

  #emit(output: Output, revision: number, leaving: Leaving<Output>[], emitted: Emitted[]): void {
    const content = this.#contentOf(output);
    leaving.push({ kind: 'record', output, revision, content });
    emitted.push({
      recordId: output.recordId,
      recordType: output.type,
      revision,
      at: output.at,
      digest: digestOf(content),
      retracted: false,
      flow: this.#flowOf(output),
    });
  }
}

const headOfBase = <State>(stored: StoredCustomer<State, Fact>): Head<State> => ({
  state: stored.base,
  wakes: stored.baseWakes,
  held: [],
  lastFact: stored.asOf,
  lastDeadline: beginning.at,
});

const nothingLeaves: readonly [] = [];
const nothingEmitted = { leaving: nothingLeaves, emitted: nothingLeaves };

/** Both in one order; what arrives mostly comes after what is there. */
function inOrder<F extends Fact>(facts: readonly Sourced<F>[], accepted: readonly Sourced<F>[]): readonly Sourced<F>[] {
  const first = accepted[0];
  if (first === undefined) return facts;
  const last = facts.at(-1);
  const all = [...facts, ...accepted];
  return last === undefined || compareSourced(last, first) < 0 ? all : all.toSorted(compareSourced);
}

const withFacts = <State, F extends Fact>(
  stored: StoredCustomer<State, F>,
  accepted: readonly Sourced<F>[],
): StoredCustomer<State, F> => (accepted.length === 0 ? stored : { ...stored, facts: [...stored.facts, ...accepted] });

/** Whether nothing of the head is younger than the horizon. */
const isBehind = (head: Head<unknown>, horizon: Instant): boolean => head.lastFact.at <= horizon && head.lastDeadline <= horizon;

/** The head becomes the base. It stands for its last fact: a later arrival of an older one is too late, of a younger one is not. */
function settle<State, F extends Fact>(stored: StoredCustomer<State, F>, head: Head<State>): StoredCustomer<State, F> {
  const asOf = head.lastDeadline >= head.lastFact.at ? endOf(head.lastDeadline) : head.lastFact;
  return { ...stored, base: head.state, baseWakes: head.wakes, asOf, facts: [], emitted: [] };
}

type Sifted<F extends Fact> = Pick<Folded<never, F, never>, 'accepted' | 'duplicates' | 'tooLate'>;

const noArrivals: readonly [] = [];

/** Sorts arrivals; takes out those that are there already and those older than the base. */
function sift<F extends Fact>(stored: StoredCustomer<unknown, F>, arrivals: readonly Sourced<F>[]): Sifted<F> {
  // The usual case first, as it allocates little.
  const only = arrivals.length === 1 ? (arrivals[0] as Sourced<F>) : null;
  if (only !== null && !isAmong(stored.facts, only) && compareToPlace(only, stored.asOf) > 0)
    return { accepted: arrivals, duplicates: noArrivals, tooLate: noArrivals };
  const accepted: Sourced<F>[] = [];
  const duplicates: Sourced<F>[] = [];
  const tooLate: Sourced<F>[] = [];
  let isAscending = true;
  for (const arrival of arrivals) {
    const last = accepted.at(-1);
    if (isAmong(stored.facts, arrival) || isAmong(accepted, arrival)) duplicates.push(arrival);
    else if (compareToPlace(arrival, stored.asOf) <= 0) tooLate.push(arrival);
    else {
      if (last !== undefined && compareSourced(last, arrival) > 0) isAscending = false;
      accepted.push(arrival);
    }
  }
  return { accepted: isAscending ? accepted : accepted.toSorted(compareSourced), duplicates, tooLate };
}

function isAmong<F extends Fact>(facts: readonly Sourced<F>[], { source, fact }: Sourced<F>): boolean {
  for (const other of facts) if (other.fact.id === fact.id && other.source === source) return true;
  return false;
}

const nextRevision = (emitted: readonly Emitted[], output: TypedEmission): number => {
  const was = emitted.find((other) => other.recordId === output.recordId);
  return was === undefined ? 0 : was.revision + 1;
};

/** The timers to stand in the index: one is put there where none is, or where the wake-up comes sooner. */
function register(registered: readonly Wake[], due: readonly Wake[], head: Head<unknown>): readonly Wake[] {
  const standing = due.length === 0 ? registered : registered.filter((timer) => !due.some((wake) => isSame(wake, timer)));
  const wakes = earliestPerSource(head.wakes, head.held);
  // The usual case first, as it allocates nothing.
  if (wakes.every((wake) => !isSooner(wake, standing))) return standing;
  return earliestPerSource(
    standing,
    wakes.filter((wake) => isSooner(wake, standing)),
  );
}

const isSame = (a: Wake, b: Wake): boolean => a.source === b.source && a.dueAt === b.dueAt;

function isSooner(wake: Wake, standing: readonly Wake[]): boolean {
  for (const timer of standing) if (timer.source === wake.source) return wake.dueAt < timer.dueAt;
  return true;
}
