import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decoded, RawBatch, RawRecord } from './ports.ts';
import { SourceQueue } from './source-queue.ts';

const record = (offset: number): RawRecord => ({ offset, brokerAt: 0, key: null, value: null, headers: {}, sent: null });
const batch = (fetchedOffset: number, offsets: readonly number[], nextOffset: number): RawBatch => ({
  records: offsets.map(record),
  fetchedOffset,
  nextOffset,
});
const decoded = (offset: number): Decoded<number> => ({ kind: 'fact', customerId: 'ann', fact: offset });
const queueFrom = (offset: number) =>
  new SourceQueue<number>(
    ({ offset: at }) => decoded(at),
    0,
    offset,
    () => undefined,
  );

/** Takes so many, or all that there are. */
function take<F>(queue: SourceQueue<F>, count = Number.POSITIVE_INFINITY): F[] {
  const facts: F[] = [];
  for (let next = queue.peek(); next !== undefined && facts.length < count; next = queue.peek()) {
    if (next.decoded.kind === 'fact') facts.push(next.decoded.fact);
    queue.shift();
  }
  return facts;
}

describe('the queue of a source', () => {
  it('knows the first record that is not committed, and what it is once it has been decoded', () => {
    const queue = queueFrom(5);
    expect(queue.uncommitted).toBeNull();
    queue.offer(batch(5, [5, 6], 7));
    expect(queue.uncommitted).toMatchObject({ record: { offset: 5 }, decoded: null });
    take(queue);
    expect(queue.uncommitted).toMatchObject({ record: { offset: 5 }, decoded: { fact: 5 } });
    queue.begin();
    expect(queue.uncommitted).toBeNull();
  });

  it('gives records in their order, and tells what is expected next and what has been taken', () => {
    const queue = queueFrom(5);
    expect(queue.offer(batch(5, [5, 6], 7))).toBe('queued');
    expect(queue.offer(batch(7, [7], 8))).toBe('queued');
    expect([queue.length, queue.expected, queue.taken]).toEqual([3, 8, 5]);
    expect(take(queue, 2)).toEqual([5, 6]);
    expect([queue.length, queue.expected, queue.taken]).toEqual([1, 8, 7]);
  });

  it.each([
    ['from before what is expected', 0],
    ['from after it', 9],
  ])('refuses a batch %s, whatever it holds', (_, fetchedOffset) => {
    const queue = queueFrom(5);
    expect(queue.offer(batch(fetchedOffset, [fetchedOffset], 10))).toBe('not contiguous');
    expect([queue.length, queue.expected]).toEqual([0, 5]);
  });

  it('goes over gaps of offsets: what is missing has been compacted, or was never for readers', () => {
    const queue = queueFrom(0);
    queue.offer(batch(0, [3, 9], 12));
    queue.offer(batch(12, [15], 16));
    expect(take(queue, 1)).toEqual([3]);
    expect(queue.taken).toBe(9);
    expect(take(queue, 1)).toEqual([9]);
    expect(queue.taken).toBe(12);
    expect(take(queue)).toEqual([15]);
    expect(queue.taken).toBe(16);
  });

  it('goes over a batch without records: its offsets count as taken, once all before them are', () => {
    const queue = queueFrom(0);
    queue.offer(batch(0, [0], 1));
    queue.offer(batch(1, [], 4));
    expect(queue.taken).toBe(0);
    take(queue);
    expect(queue.taken).toBe(4);
    queue.offer(batch(4, [], 6));
    expect(queue.taken).toBe(6);
  });

  it('goes back to where a batch began, and loses nothing that was offered meanwhile', () => {
    const queue = queueFrom(0);
    queue.offer(batch(0, [0, 1, 2], 3));
    take(queue, 1);
    queue.begin();
    expect(take(queue, 2)).toEqual([1, 2]);
    queue.offer(batch(3, [3], 4));
    queue.offer(batch(4, [], 6));
    queue.rewind();
    expect([queue.length, queue.taken, queue.expected]).toEqual([3, 1, 6]);
    expect(take(queue)).toEqual([1, 2, 3]);
    expect([queue.length, queue.taken]).toEqual([0, 6]);
  });

  it('waits for a record whose schema is being fetched, and tells when it is there', async () => {
    const told = Promise.withResolvers<void>();
    const schema = Promise.withResolvers<Decoded<number>>();
    const queue = new SourceQueue<number>(({ offset }) => (offset === 1 ? schema.promise : decoded(offset)), 0, 0, told.resolve);
    queue.offer(batch(0, [0, 1, 2], 3));
    expect(take(queue)).toEqual([0]);
    expect([queue.length, queue.taken]).toEqual([2, 1]);
    schema.resolve(decoded(1));
    await told.promise;
    expect(take(queue)).toEqual([1, 2]);
  });

  it('does not give one record the content of another that was waited for before going back', async () => {
    const told = Promise.withResolvers<void>();
    const schema = Promise.withResolvers<Decoded<number>>();
    let known = false;
    const decode = ({ offset }: RawRecord) => (offset === 1 && !known ? schema.promise : decoded(offset));
    const queue = new SourceQueue<number>(decode, 0, 0, told.resolve);
    queue.offer(batch(0, [0, 1, 2], 3));
    queue.begin();
    expect(take(queue)).toEqual([0]);
    queue.rewind();
    expect(take(queue, 1)).toEqual([0]);
    queue.rewind();
    known = true;
    schema.resolve(decoded(1));
    await told.promise;
    expect(take(queue)).toEqual([0, 1, 2]);
  });

  it('throws what decoding failed with, where it was waited for too', async () => {
    const told = Promise.withResolvers<void>();
    const queue = new SourceQueue<number>(() => Promise.reject(new Error('not allowed')), 0, 0, told.resolve);
    queue.offer(batch(0, [0], 1));
    expect(queue.peek()).toBeUndefined();
    await told.promise;
    expect(() => queue.peek()).toThrow('not allowed');
  });

  it('law: however it is filled, taken from and set back, what is settled is every record once, in order', () => {
    const anOperation = fc.oneof(
      fc.record({ what: fc.constant('offer' as const), gaps: fc.array(fc.nat(2), { maxLength: 4 }), after: fc.nat(2) }),
      fc.record({ what: fc.constant('take' as const), count: fc.nat(5) }),
      fc.record({ what: fc.constantFrom('begin' as const, 'rewind' as const) }),
    );
    fc.assert(
      fc.property(fc.array(anOperation, { maxLength: 40 }), (operations) => {
        const queue = queueFrom(0);
        const offered: number[] = [];
        const settled: number[] = [];
        let taken: number[] = [];
        for (const operation of operations) {
          if (operation.what === 'offer') {
            const from = queue.expected;
            let at = from - 1;
            const offsets = operation.gaps.map((gap) => (at += 1 + gap));
            queue.offer(batch(from, offsets, at + 1 + operation.after));
            offered.push(...offsets);
          } else if (operation.what === 'take') {
            taken.push(...take(queue, operation.count));
          } else {
            if (operation.what === 'begin') settled.push(...taken);
            queue[operation.what]();
            taken = [];
          }
          expect(queue.length).toBe(offered.length - settled.length - taken.length);
          expect(queue.uncommitted?.record.offset).toBe(offered[settled.length]);
        }
        expect([...settled, ...taken, ...take(queue)]).toEqual(offered);
        expect(queue.taken).toBe(queue.expected);
      }),
    );
  });
});
