import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Customer, CustomerFold, type Folded, type Leaving, type TypedEmission } from './customer.ts';
import { compareSourced, type Sourced } from './order.ts';
import type { Fact, Processor, Step, Wake } from './processor.ts';

/** A shop in small: silence of 100 after a purchase (source 0) is told once, a contact (source 1) unanswered for 30 likewise. */
interface ToyState {
  readonly count: number;
  readonly sum: number;
  readonly silentAt: number | null;
  readonly unansweredAt: number | null;
}
interface ToyFact extends Fact {
  readonly amount: number;
}
interface ToyOutput extends TypedEmission {
  readonly content: string;
}

const step = (state: ToyState, emit: ToyOutput[]): Step<ToyState, ToyOutput> => {
  const wakes: Wake[] = [];
  if (state.silentAt !== null) wakes.push({ source: 0, dueAt: state.silentAt });
  if (state.unansweredAt !== null) wakes.push({ source: 1, dueAt: state.unansweredAt });
  return { state, emit, wakes };
};

const output = (recordId: string, at: number, content: string): ToyOutput => ({ type: 'Told', recordId, at, content });

const toy: Processor<ToyState, ToyFact, ToyOutput> = {
  initial: () => ({ count: 0, sum: 0, silentAt: null, unansweredAt: null }),
  onEvent(state, fact) {
    const purchase = fact.id.startsWith('p');
    const next = {
      count: state.count + 1,
      sum: state.sum * 3 + fact.amount,
      silentAt: purchase ? fact.at + 100 : state.silentAt,
      unansweredAt: purchase ? null : (state.unansweredAt ?? fact.at + 30),
    };
    return step(next, fact.amount % 2 === 0 ? [output(`${fact.id}/even`, fact.at, `${next.count}:${next.sum}`)] : []);
  },
  onTime(state, wake) {
    // Each leaves a mark of its own, so that their order shows.
    const next =
      wake.source === 0
        ? { ...state, sum: state.sum * 5 + 1, silentAt: null }
        : { ...state, sum: state.sum * 7 + 2, unansweredAt: null };
    const content = `${state.count}:${state.sum}`;
    return step(next, [output(`${wake.source === 0 ? 'silent' : 'unanswered'}@${wake.dueAt}`, wake.dueAt, content)]);
  },
};

const contentOf = (told: ToyOutput): Buffer => Buffer.from(told.content);
const makeFold = (horizonFactsMax = 256) => new CustomerFold(toy, contentOf, horizonFactsMax);
const purchase = (at: number, amount = 2, id = `p${at}`): Sourced<ToyFact> => ({ source: 0, fact: { id, at, amount } });
const contact = (at: number, amount = 1, id = `c${at}`): Sourced<ToyFact> => ({ source: 1, fact: { id, at, amount } });

/** What stands after retractions, and that revisions are honest. */
class Ledger {
  readonly standing = new Map<string, { revision: number; content: string }>();
  readonly revisions = new Map<string, number>();

  take(leaving: readonly Leaving<ToyOutput>[]): void {
    for (const record of leaving) {
      if (record.kind === 'retraction') {
        expect(this.standing.get(record.of.recordId)?.revision).toBe(record.of.revision);
        this.standing.delete(record.of.recordId);
      } else {
        const { recordId, content } = record.output;
        expect(this.standing.has(recordId)).toBe(false);
        expect(record.revision).toBe((this.revisions.get(recordId) ?? -1) + 1);
        this.revisions.set(recordId, record.revision);
        this.standing.set(recordId, { revision: record.revision, content });
      }
    }
  }

  net(): Record<string, string> {
    return Object.fromEntries([...this.standing].map(([id, { content }]) => [id, content]));
  }
}

/** The judge: everything in event-time order, every deadline in its place. */
function inEventTimeOrder(facts: readonly Sourced<ToyFact>[]): Record<string, string> {
  let state = toy.initial('c');
  let wakes: readonly Wake[] = [];
  const told: ToyOutput[] = [];
  const take = (next: Step<ToyState, ToyOutput>) => {
    state = next.state;
    wakes = next.wakes;
    told.push(...next.emit);
  };
  const runBefore = (instant: number) => {
    for (;;) {
      const due = wakes.filter((wake) => wake.dueAt < instant).toSorted((a, b) => a.dueAt - b.dueAt || a.source - b.source)[0];
      if (due === undefined) return;
      take(toy.onTime(state, due, 'c'));
    }
  };
  for (const { fact } of facts.toSorted(compareSourced)) {
    runBefore(fact.at);
    take(toy.onEvent(state, fact, 'c'));
  }
  runBefore(Number.POSITIVE_INFINITY);
  return Object.fromEntries(told.map(({ recordId, content }) => [recordId, content]));
}

const all = { watermarks: [10_000, 10_000], horizon: 9_000 };

/** What is registered for a source. */
const timersOf = ({ customer }: Folded<ToyState, ToyFact, ToyOutput>, source: number): readonly Wake[] =>
  customer.stored.registered.filter((wake) => wake.source === source);

describe('the fold of one customer', () => {
  it('runs a deadline in its place between two purchases, when both arrive at once', () => {
    const fold = makeFold();
    const folded = fold.fold('c', fold.fresh('c'), [purchase(0), purchase(300)], all);
    expect(folded.leaving.map((record) => record.kind === 'record' && record.output.recordId)).toEqual([
      'p0/even',
      'silent@100',
      'p300/even',
      'silent@400',
    ]);
  });

  it('folds a purchase before a deadline of the same instant', () => {
    const fold = makeFold();
    const { leaving } = fold.fold('c', fold.fresh('c'), [purchase(0, 1), purchase(100, 1)], all);
    expect(leaving.map((record) => record.kind === 'record' && record.output.recordId)).toEqual(['silent@200']);
  });

  it('calls silence back when the purchase that broke it arrives late', () => {
    const fold = makeFold();
    const early = { watermarks: [150, 0], horizon: -1_000 };
    const silent = fold.fold('c', fold.fresh('c'), [purchase(0, 1)], early);
    expect(silent.leaving).toMatchObject([{ kind: 'record', output: { recordId: 'silent@100' }, revision: 0 }]);
    const late = fold.fold('c', silent.customer, [purchase(60, 1)], early);
    expect(late.leaving).toMatchObject([{ kind: 'retraction', of: { recordId: 'silent@100', revision: 0 }, causedBy: 'p60' }]);
  });

  it('raises the revision when what was called back comes true after all', () => {
    const fold = makeFold();
    const early = { watermarks: [250, 0], horizon: -1_000 };
    const first = fold.fold('c', fold.fresh('c'), [purchase(100, 2)], early);
    const second = fold.fold('c', first.customer, [purchase(50, 2)], early);
    expect(second.leaving).toMatchObject([
      { kind: 'retraction', of: { recordId: 'p100/even', revision: 0 } },
      { kind: 'retraction', of: { recordId: 'silent@200', revision: 0 } },
      { kind: 'record', output: { recordId: 'p50/even' }, revision: 0 },
      { kind: 'record', output: { recordId: 'p100/even' }, revision: 1 },
      { kind: 'record', output: { recordId: 'silent@200' }, revision: 1 },
    ]);
  });

  it('holds the deadline of a source that is behind while another goes on, and runs it in its place later', () => {
    const fold = makeFold();
    const behind = { watermarks: [50, 500], horizon: -1_000 };
    const held = fold.fold('c', fold.fresh('c'), [purchase(0, 1), contact(400, 1)], behind);
    expect(held.leaving).toMatchObject([{ output: { recordId: 'unanswered@430' } }]);
    expect(held.customer.stored.registered).toContainEqual({ source: 0, dueAt: 100 });
    const caughtUp = fold.fold('c', held.customer, [], { watermarks: [500, 500], horizon: -1_000 }, [{ source: 0, dueAt: 100 }]);
    expect(caughtUp.leaving).toMatchObject([
      { kind: 'retraction', of: { recordId: 'unanswered@430', revision: 0 } },
      { kind: 'record', output: { recordId: 'silent@100', content: '1:1' } },
      { kind: 'record', output: { recordId: 'unanswered@430' }, revision: 1 },
    ]);
  });

  it('runs deadlines of two sources in the order of their times, also where the later one could run first', () => {
    const fold = makeFold();
    const facts = [purchase(0, 1), contact(50, 1)];
    const atOnce = fold.fold('c', fold.fresh('c'), facts, { watermarks: [500, 500], horizon: -1_000 });
    const first = fold.fold('c', fold.fresh('c'), facts, { watermarks: [500, 60], horizon: -1_000 });
    const second = fold.fold('c', first.customer, [], { watermarks: [500, 500], horizon: -1_000 }, timersOf(first, 1));
    const ledger = new Ledger();
    ledger.take(first.leaving);
    expect(Object.keys(ledger.net())).toEqual(['silent@100']);
    ledger.take(second.leaving);
    const expected = new Ledger();
    expected.take(atOnce.leaving);
    expect(ledger.net()).toEqual(expected.net());
  });

  it('lets nothing leave again after a load', () => {
    const fold = makeFold();
    const early = { watermarks: [150, 0], horizon: -1_000 };
    const before = fold.fold('c', fold.fresh('c'), [purchase(0), purchase(20)], early);
    const loaded: Customer<ToyState, ToyFact> = { stored: before.customer.stored, head: null };
    expect(fold.fold('c', loaded, [], early).leaving).toEqual([]);
  });

  it('says which arrivals were there already and which are older than the base', () => {
    const fold = makeFold();
    const first = fold.fold('c', fold.fresh('c'), [purchase(0), purchase(5_000)], { watermarks: [6_000, 6_000], horizon: 1_000 });
    const loaded = { stored: first.customer.stored, head: null };
    const settled = fold.fold('c', loaded, [purchase(5_000), purchase(500)], { watermarks: [6_000, 6_000], horizon: 1_000 });
    expect(settled.duplicates).toHaveLength(1);
    expect(settled.accepted).toHaveLength(1);
    const again = fold.fold('c', settled.customer, [purchase(400)], { watermarks: [6_000, 6_000], horizon: 1_000 });
    expect(again.tooLate).toHaveLength(1);
  });

  it('keeps no more facts than its limit', () => {
    const fold = makeFold(8);
    const facts = Array.from({ length: 30 }, (_, index) => purchase(index, 1, `p${String(index).padStart(2, '0')}`));
    const folded = fold.fold('c', fold.fresh('c'), facts, { watermarks: [0, 0], horizon: -1_000 });
    expect(folded.customer.stored.facts.length).toBeLessThanOrEqual(8);
    expect(folded.customer.head?.state.count).toBe(30);
  });

  it('refuses a processor that asks for the same wake-up for ever', () => {
    const endless = { ...toy, onTime: (state: ToyState, wake: Wake) => ({ state, emit: [], wakes: [wake] }) };
    const fold = new CustomerFold(endless, contentOf, 256);
    expect(() => fold.fold('c', fold.fresh('c'), [purchase(0)], all)).toThrow(/asks for a wake-up it has just had/);
  });

  const lateness = 200;
  const history = fc.uniqueArray(
    fc.record({ at: fc.integer({ min: 0, max: 1_200 }), amount: fc.integer({ min: 1, max: 9 }), source: fc.constantFrom(0, 1) }),
    { minLength: 1, maxLength: 25, selector: ({ at, source }) => `${source}/${at}` },
  );

  it('law: any order of arrival within the horizon, any batches, duplicates and loads give the net of event-time order', () => {
    fc.assert(
      fc.property(
        history,
        fc.array(fc.integer({ min: 0, max: lateness - 1 }), { minLength: 25, maxLength: 25 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 10 }),
        fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
        (specification, delays, sizes, coins) => {
          const facts = specification.map(({ at, amount, source }) =>
            source === 0 ? purchase(at, amount) : contact(at, amount),
          );
          const arrival = facts
            .map((sourced, index) => ({ sourced, arrives: sourced.fact.at + (delays[index] as number) }))
            .toSorted((a, b) => a.arrives - b.arrives);
          const fold = makeFold();
          const ledger = new Ledger();
          let customer = fold.fresh('c');
          const watermarks = [Number.MIN_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
          const take = (batch: Sourced<ToyFact>[], now: number, due: readonly Wake[]): Folded<ToyState, ToyFact, ToyOutput> => {
            for (const { source, fact } of batch) watermarks[source] = Math.max(watermarks[source] as number, fact.at - 5);
            // Other customers' events move time as well.
            if (coins[now % coins.length]) watermarks[now % 2] = Math.max(watermarks[now % 2] as number, now - 5);
            const horizon = Math.min(...watermarks) - lateness;
            const folded = fold.fold('c', customer, batch, { watermarks, horizon }, due);
            ledger.take(folded.leaving);
            customer = coins[batch.length % coins.length] ? folded.customer : { stored: folded.customer.stored, head: null };
            return folded;
          };
          for (let from = 0, turn = 0; from < arrival.length; turn += 1) {
            const size = sizes[turn % sizes.length] as number;
            const arrived = arrival.slice(from, from + size);
            const batch = arrived.map(({ sourced }) => sourced);
            const folded = take(coins[turn % coins.length] ? [...batch, ...batch] : batch, arrived[0]?.arrives ?? 0, []);
            expect(folded.tooLate).toEqual([]);
            from += size;
          }
          for (let turn = 0; ; turn += 1) {
            expect(turn).toBeLessThan(100);
            watermarks.fill(5_000);
            const due = customer.stored.registered.filter((wake) => wake.dueAt <= 5_000);
            if (due.length === 0) break;
            take([], 0, due);
          }
          expect(ledger.net()).toEqual(inEventTimeOrder(facts));
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
