import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Customer } from './customer.ts';
import { CustomerCache, isBusy } from './customer-cache.ts';
import { beginning } from './order.ts';
import type { Fact } from './processor.ts';

/** A customer whose state is a text, with so many facts after it. */
function customerOf(base: string, factCount = 0): Customer<string, Fact> {
  const facts = Array.from({ length: factCount }, (_, at) => ({ source: 0, fact: { id: String(at), at } }));
  const stored = { base, baseWakes: [], asOf: beginning, facts, emitted: [], registered: [], counted: null };
  return { stored, head: null };
}

const cacheOf = (customersMax: number) =>
  new CustomerCache<string, Fact>(customersMax, (bytes) => customerOf(bytes.toString()).stored);

function set(cache: CustomerCache<string, Fact>, customerId: string, customer: Customer<string, Fact>, bytes: Buffer): void {
  cache.set(customerId, cache.find(customerId), bytes, isBusy(customer.stored) ? customer : null);
}

function get(cache: CustomerCache<string, Fact>, customerId: string): Customer<string, Fact> | undefined {
  const cached = cache.find(customerId);
  return cached === undefined ? undefined : cache.customerOf(cached);
}

const kept = (cache: CustomerCache<string, Fact>, customerId: string) => get(cache, customerId)?.stored.base;

describe('the cache of customers', () => {
  it('gives back what was set last', () => {
    const cache = cacheOf(10);
    set(cache, 'ann', customerOf('first'), Buffer.from('first'));
    set(cache, 'ann', customerOf('second'), Buffer.from('second'));
    expect(kept(cache, 'ann')).toBe('second');
    expect(kept(cache, 'bob')).toBeUndefined();
  });

  it('keeps who has many facts as it was folded, as long as that is so', () => {
    const cache = cacheOf(10);
    const busy = customerOf('busy', 5);
    set(cache, 'ann', busy, Buffer.from('busy'));
    expect(get(cache, 'ann')).toBe(busy);
    const folded = customerOf('folded on', 5);
    cache.touch(cache.find('ann'), folded);
    expect(get(cache, 'ann')).toBe(folded);
    set(cache, 'ann', customerOf('quiet', 1), Buffer.from('quiet'));
    cache.touch(cache.find('ann'), folded);
    expect(kept(cache, 'ann')).toBe('quiet');
  });

  it('forgets a customer that has grown too long to be kept', () => {
    const cache = cacheOf(10);
    set(cache, 'ann', customerOf('short'), Buffer.from('short'));
    set(cache, 'ann', customerOf('long'), Buffer.alloc(1 << 20));
    expect(get(cache, 'ann')).toBeUndefined();
  });

  it('holds nobody where it may hold nobody', () => {
    const cache = cacheOf(0);
    set(cache, 'ann', customerOf('a'), Buffer.from('a'));
    expect(get(cache, 'ann')).toBeUndefined();
  });

  it('forgets who was set longest ago first', () => {
    const cache = cacheOf(2);
    for (const name of ['ann', 'bob', 'ann', 'cid']) set(cache, name, customerOf(name), Buffer.from(name));
    expect(['ann', 'bob', 'cid'].map((name) => kept(cache, name))).toEqual(['ann', undefined, 'cid']);
  });

  it('has the last of each customer or nothing, never more than its limit, and always who was set last', () => {
    const setting = fc.record({
      customerId: fc.integer({ min: 0, max: 40 }).map(String),
      length: fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.constant(4)),
      facts: fc.constantFrom(0, 9),
    });
    fc.assert(
      fc.property(fc.array(setting, { maxLength: 200 }), (sets) => {
        const cache = cacheOf(30);
        const last = new Map<string, string>();
        sets.forEach(({ customerId, length, facts }, index) => {
          const text = `${index} `.repeat(Math.ceil(length / 4));
          set(cache, customerId, customerOf(text, facts), Buffer.from(text));
          last.set(customerId, text);
          expect(kept(cache, customerId)).toBe(text);
        });
        const found = [...last].filter(([customerId]) => get(cache, customerId) !== undefined);
        expect(found.length).toBeLessThanOrEqual(30);
        for (const [customerId, text] of found) expect(kept(cache, customerId)).toBe(text);
      }),
      { numRuns: 30 },
    );
  });
});
