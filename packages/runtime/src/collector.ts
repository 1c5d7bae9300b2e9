import type { Customer, Folded, Leaving, TypedEmission } from './customer.ts';
import type { Fact, Instant, SourceIndex, Wake } from './processor.ts';
import type { Outgoing, Program, Rejected } from './program.ts';

/** Gathers what one batch changes, ready for the commit. */
export class Collector<State, F extends Fact, Output extends TypedEmission> {
  readonly states: { customerId: string; bytes: Buffer }[] = [];
  readonly timers: { source: SourceIndex; customerId: string; dueAt: Instant | null }[] = [];
  readonly journey: { customerId: string; bytes: Buffer }[] = [];
  readonly outgoing: Outgoing[] = [];
  readonly customers: (readonly [string, Customer<State, F>])[] = [];
  /** Records that leave, by type. */
  readonly outputs = new Map<string, number>();
  duplicates = 0;
  tooLate = 0;
  retractions = 0;
  bytes = 0;
  readonly #program: Program<State, F, Output>;

  constructor(program: Program<State, F, Output>) {
    this.#program = program;
  }

  reject(rejected: Rejected): void {
    this.send(this.#program.encodeDeadLetter(rejected));
  }

  /** @param fired sources whose timer of this customer has been taken out of the index */
  take(customerId: string, before: Customer<State, F>, folded: Folded<State, F, Output>, fired: readonly SourceIndex[]): void {
    this.duplicates += folded.duplicates.length;
    this.tooLate += folded.tooLate.length;
    this.customers.push([customerId, folded.customer]);
    const { registered } = folded.customer.stored;
    const timersStand = registered === before.stored.registered && fired.length === 0;
    if (folded.accepted.length === 0 && folded.leaving.length === 0 && timersStand) return;
    const bytes = this.#program.encodeStored(folded.customer.stored);
    this.states.push({ customerId, bytes });
    this.bytes += bytes.length;
    for (const leaving of folded.leaving) this.#leave(customerId, leaving);
    const entries = this.#program.encodeJourney(folded.accepted, folded.leaving);
    if (entries.length > 0) this.journey.push({ customerId, bytes: entries });
    this.bytes += entries.length;
    this.#moveTimers(customerId, before.stored.registered, registered, fired);
  }

  #leave(customerId: string, leaving: Leaving<Output>): void {
    if (leaving.kind === 'retraction') {
      this.retractions += 1;
      this.send(this.#program.encodeRetraction(leaving.of, leaving.causedBy, customerId));
    } else {
      this.outputs.set(leaving.output.type, (this.outputs.get(leaving.output.type) ?? 0) + 1);
      this.send(this.#program.encodeOutput(leaving.output, leaving.revision, customerId));
    }
  }

  send(outgoing: Outgoing): void {
    this.outgoing.push(outgoing);
    this.bytes += outgoing.key.length + outgoing.value.length;
  }

  #moveTimers(customerId: string, before: readonly Wake[], after: readonly Wake[], fired: readonly SourceIndex[]): void {
    if (before === after && fired.length === 0) return;
    for (const { source, dueAt } of after) {
      const stood = before.some((timer) => timer.source === source && timer.dueAt === dueAt);
      if (!stood || fired.includes(source)) this.timers.push({ source, customerId, dueAt });
    }
    for (const source of fired) {
      if (!after.some((timer) => timer.source === source)) this.timers.push({ source, customerId, dueAt: null });
    }
  }
}
