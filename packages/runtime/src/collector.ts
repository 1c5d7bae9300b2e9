import type { Tally } from './census.ts';
import type { Customer, Folded, Leaving, Standing, StoredCustomer, TypedEmission } from './customer.ts';
import { type CachedCustomer, isBusy } from './customer-cache.ts';
import type { Fact, Instant, SourceIndex, Wake } from './processor.ts';
import type { Outgoing, Program, Rejected } from './program.ts';

/** A customer after the fold. */
export interface FoldedCustomer<State, F extends Fact> {
  readonly customerId: string;
  /** As it was found in the cache. */
  readonly cached: CachedCustomer<State, F> | undefined;
  /** Null for who is not kept as an object. */
  readonly busy: Customer<State, F> | null;
  /** What is to be stored; null where that is as before. */
  readonly bytes: Buffer | null;
}

/** Gathers what one batch changes, ready for the commit. */
export class Collector<State, F extends Fact, Output extends TypedEmission> {
  readonly states: { customerId: string; bytes: Buffer }[] = [];
  readonly timers: { source: SourceIndex; customerId: string; dueAt: Instant }[] = [];
  readonly journey: { customerId: string; bytes: Buffer }[] = [];
  readonly outgoing: Outgoing[] = [];
  readonly customers: FoldedCustomer<State, F>[] = [];
  readonly outputs: { readonly customerId: string; readonly output: Output }[] = [];
  readonly deadLetters: Pick<Rejected, 'source' | 'code'>[] = [];
  duplicates = 0;
  retractions = 0;
  bytes = 0;
  readonly #program: Program<State, F, Output>;
  readonly #tally: Tally;

  constructor(program: Program<State, F, Output>, tally: Tally) {
    this.#program = program;
    this.#tally = tally;
  }

  reject(rejected: Rejected): void {
    this.deadLetters.push({ source: rejected.source, code: rejected.code });
    this.send(this.#program.encodeDeadLetter(rejected));
  }

  /**
   * @param cached as the customer was found in the cache
   * @param before as it was before the fold
   */
  take(
    customerId: string,
    cached: CachedCustomer<State, F> | undefined,
    before: Customer<State, F>,
    folded: Folded<State, F, Output>,
  ): void {
    this.duplicates += folded.duplicates.length;
    const stored = this.#counted(folded.customer);
    const busy = isBusy(stored) ? { stored, head: folded.customer.head } : null;
    const { registered } = stored;
    const timersStand = haveSameTimers(registered, before.stored.registered);
    const countStands = stored.counted === before.stored.counted;
    if (folded.accepted.length === 0 && folded.leaving.length === 0 && timersStand && countStands) {
      if (busy !== null) this.customers.push({ customerId, cached, busy, bytes: null });
      return;
    }
    const bytes = this.#program.encodeStored(stored);
    const kept = { customerId, cached, busy, bytes };
    this.customers.push(kept);
    this.states.push(kept);
    this.bytes += bytes.length;
    for (const leaving of folded.leaving) this.#leave(customerId, leaving);
    const entries = this.#program.encodeJourney(folded.accepted, folded.leaving);
    if (entries.length > 0) this.journey.push({ customerId, bytes: entries });
    this.bytes += entries.length;
    this.#setTimers(customerId, before.stored.registered, registered);
  }

  /** The census counts the customer as what it is now. */
  #counted({ stored, head }: Folded<State, F, Output>['customer']): StoredCustomer<State, F> {
    const { census } = this.#program;
    if (census === null) return stored;
    const counted = census.standingOf(head.state);
    if (isSame(counted, stored.counted)) return stored;
    this.#tally.move(stored.counted, counted);
    return { ...stored, counted };
  }

  #leave(customerId: string, leaving: Leaving<Output>): void {
    if (leaving.kind === 'retraction') {
      this.retractions += 1;
      this.#tally.flow(leaving.of.flow, -1);
      this.send(this.#program.encodeRetraction(leaving.of, leaving.causedBy, customerId));
    } else {
      this.#tally.flow(this.#program.census?.flowOf(leaving.output) ?? '', 1);
      this.outputs.push({ customerId, output: leaving.output });
      this.send(this.#program.encodeOutput(leaving.output, leaving.revision, customerId, leaving.content));
    }
  }

  send(outgoing: Outgoing): void {
    this.outgoing.push(outgoing);
    this.bytes += outgoing.key.length + outgoing.value.length;
  }

  #setTimers(customerId: string, before: readonly Wake[], after: readonly Wake[]): void {
    if (before === after) return;
    for (const timer of after) if (!isAmong(before, timer)) this.timers.push({ ...timer, customerId });
  }
}

const haveSameTimers = (a: readonly Wake[], b: readonly Wake[]): boolean =>
  a === b || (a.length === b.length && a.every((timer) => isAmong(b, timer)));

const isAmong = (timers: readonly Wake[], { source, dueAt }: Wake): boolean =>
  timers.some((timer) => timer.source === source && timer.dueAt === dueAt);

const isSame = (a: Standing | null, b: Standing | null): boolean => a?.group === b?.group && a?.amount === b?.amount;
