import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Asked } from './asked.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('what is asked of a server', () => {
  it('is what it answers', async () => {
    expect(await new Asked(async () => 7).answer()).toBe(7);
  });

  it('is null where it refuses, and is asked anew the next time', async () => {
    const ask = vi.fn<() => Promise<number>>().mockRejectedValueOnce(new Error('away')).mockResolvedValueOnce(7);
    const asked = new Asked(ask);
    expect(await asked.answer()).toBeNull();
    expect(await asked.answer()).toBe(7);
  });

  it('is null where it does not answer in time, and is not asked again before it has', async () => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const ask = vi.fn<() => Promise<number>>().mockReturnValueOnce(promise).mockResolvedValueOnce(8);
    const asked = new Asked(ask);
    for (const _ of [1, 2]) {
      const answer = asked.answer();
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await answer).toBeNull();
    }
    expect(ask).toHaveBeenCalledOnce();
    resolve(7);
    await promise;
    await vi.advanceTimersByTimeAsync(0);
    expect(await asked.answer()).toBe(8);
  });
});
