import { describe, expect, it } from 'vitest';
import { consequenceOf } from './consequence.ts';
import { retryAfter, retryDelay } from './retry.ts';
import { hour, minute, noon } from './spec-support.ts';

const rules = { retries: [5_000, 5 * minute], retryAfterMax: 24 * hour, sentUntil: noon + 24 * hour };
const answered = (status: number, header?: string, attempt = 1, random = 0) =>
  consequenceOf({ kind: 'answer', status, retryAfter: header }, attempt, rules, noon, random);

describe('what follows from an answer', () => {
  it.each([200, 201, 202, 204, 299])('%i: it was sent', (status) => {
    expect(answered(status)).toMatchObject({ kind: 'sent' });
  });

  it.each([100, 301, 302, 307, 400, 401, 404, 422, 500, 502])('%i: it is tried again', (status) => {
    expect(answered(status)).toEqual({ kind: 'again', reason: `status ${status}`, at: noon + 5_000, pausedUntil: 0 });
  });

  it('410: the target gets nothing more', () => {
    expect(answered(410)).toEqual({ kind: 'gone', reason: 'status 410' });
  });

  it('none: it is tried again', () => {
    const consequence = consequenceOf({ kind: 'none', why: 'no answer within 15 s' }, 2, rules, noon, 0);
    expect(consequence).toEqual({ kind: 'again', reason: 'no answer within 15 s', at: noon + 5 * minute, pausedUntil: 0 });
  });

  it('after the last try it is dead', () => {
    expect(answered(500, undefined, 3)).toEqual({ kind: 'dead', reason: 'status 500', pausedUntil: 0 });
  });

  it('where the next try would come too late to be sent it is dead, and the target is left alone all the same', () => {
    const ageing = (sentUntil: number, header?: string) =>
      consequenceOf({ kind: 'answer', status: 503, retryAfter: header }, 1, { ...rules, sentUntil }, noon, 0);
    expect(ageing(noon + 5_000)).toMatchObject({ kind: 'again', at: noon + 5_000 });
    expect(ageing(noon + 4_999)).toEqual({ kind: 'dead', reason: 'status 503', pausedUntil: 0 });
    expect(ageing(noon + hour, '7200')).toEqual({ kind: 'dead', reason: 'status 503', pausedUntil: noon + 2 * hour });
  });

  it('Retry-After is honoured; with 429 and 503 it holds for the whole target', () => {
    expect(answered(429, '120')).toMatchObject({ at: noon + 2 * minute, pausedUntil: noon + 2 * minute });
    expect(answered(503, 'Tue, 13 Jan 2026 13:00:00 GMT')).toMatchObject({ at: noon + hour, pausedUntil: noon + hour });
    expect(answered(400, '120')).toMatchObject({ at: noon + 2 * minute, pausedUntil: 0 });
  });

  it('as the least: the schedule goes on, so that a target that always says at once does not use up its tries in a moment', () => {
    expect(answered(503, '0')).toMatchObject({ at: noon + 5_000, pausedUntil: noon });
    expect(answered(503, '1', 2)).toMatchObject({ at: noon + 5 * minute, pausedUntil: noon + 1_000 });
    expect(answered(503, 'Tue, 13 Jan 2026 11:00:00 GMT', 1)).toMatchObject({ at: noon + 5_000 });
  });

  it('but not beyond all measure, and not where it says nothing', () => {
    expect(retryAfter('99999999', noon, 24 * hour)).toBe(24 * hour);
    expect(retryAfter('Tue, 13 Jan 2026 11:00:00 GMT', noon, 24 * hour)).toBe(0);
    for (const nonsense of ['soon', '-5', '', '1.5', '2026-01-13']) expect(retryAfter(nonsense, noon, 24 * hour)).toBeNull();
    expect(retryAfter(undefined, noon, 24 * hour)).toBeNull();
  });

  it('what failed together does not come back together', () => {
    expect(retryDelay(1, rules.retries, 0)).toBe(5_000);
    expect(retryDelay(1, rules.retries, 1)).toBe(6_000);
  });
});
