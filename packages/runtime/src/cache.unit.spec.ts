import { describe, expect, it } from 'vitest';
import { Cache } from './cache.ts';

describe('the cache of customers', () => {
  it('never holds more than its limit: what was set longest ago goes first', () => {
    const cache = new Cache<number>(2);
    cache.set('ann', 1);
    cache.set('bob', 2);
    cache.set('cid', 3);
    expect(['ann', 'bob', 'cid'].map((key) => cache.get(key))).toEqual([undefined, 2, 3]);
  });

  it('keeps who is set again: each customer of a batch is, changed or not', () => {
    const cache = new Cache<number>(2);
    cache.set('ann', 1);
    cache.set('bob', 2);
    cache.set('ann', 10);
    cache.set('cid', 3);
    expect(['ann', 'bob', 'cid'].map((key) => cache.get(key))).toEqual([10, undefined, 3]);
  });
});
