import { describe, expect, it } from 'vitest';
import { Upstream } from './upstream.ts';
import { neverRead, noTime } from './watermark.ts';

const clock = { clock: 'markers' as const, upstream: ['lifecycle/0', 'lifecycle/1'] };
const begin = (cursor = neverRead) => new Upstream(clock, cursor);
const says = (from: string, watermark: number, madeAt: number | null = null) => ({ from, watermark, madeAt });
const sent = (sequence: number, from = 'lifecycle/0', epoch = 1) => ({ from, epoch, sequence });

describe('the time of a topic that Ebb wrote', () => {
  it('is the earliest of the last markers of all who write to it', () => {
    const upstream = begin();
    upstream.mark(says('lifecycle/0', 500));
    upstream.mark(says('lifecycle/1', 300));
    upstream.mark(says('lifecycle/0', 700));
    expect(upstream.moved(neverRead).watermark).toBe(300);
    upstream.mark(says('lifecycle/1', 900));
    expect(upstream.moved(neverRead).watermark).toBe(700);
  });

  it('is not known before each of them has been heard', () => {
    const upstream = begin();
    upstream.mark(says('lifecycle/0', 500));
    expect(upstream.moved(neverRead).watermark).toBe(noTime);
  });

  it('does not go back, also where one of them begins anew', () => {
    const upstream = begin();
    for (const from of clock.upstream) upstream.mark(says(from, 500));
    const cursor = upstream.moved(neverRead);
    const next = begin(cursor);
    next.mark(says('lifecycle/1', 20));
    expect(next.moved(cursor).watermark).toBe(500);
  });

  it('hears nothing of who is not expected to write there', () => {
    const upstream = begin();
    for (const from of clock.upstream) upstream.mark(says(from, 500));
    upstream.mark(says('lifecycle/2', 20));
    expect(upstream.moved(neverRead).watermark).toBe(500);
  });
});

describe('when what is passed on was made', () => {
  it('is when the oldest of the last markers of all was made', () => {
    const upstream = begin();
    upstream.mark(says('lifecycle/0', 500, 7_000));
    upstream.mark(says('lifecycle/1', 500, 6_000));
    expect(upstream.madeAt).toBe(6_000);
    const next = begin(upstream.moved(neverRead));
    next.note(sent(1, 'lifecycle/1'));
    expect(next.madeAt).toBe(6_000);
    next.mark(says('lifecycle/1', 500, 8_000));
    expect(next.madeAt).toBe(7_000);
  });

  it('is not known where one of them has not been heard, or does not say it', () => {
    const upstream = begin();
    upstream.mark(says('lifecycle/0', 500, 7_000));
    expect(upstream.madeAt).toBeNull();
    upstream.mark(says('lifecycle/1', 500, null));
    expect(upstream.madeAt).toBeNull();
  });
});

describe('the numbers of a topic that Ebb wrote', () => {
  it('tell a repeat from what is new, and go on where the cursor stands', () => {
    const upstream = begin();
    upstream.note(sent(1));
    const next = begin(upstream.moved(neverRead));
    expect(next.judge(sent(1))).toBe('repeat');
    expect(next.judge(sent(2))).toBe('new');
    expect(next.judge(sent(3))).toBe('gap');
    expect(next.judge(sent(1, 'lifecycle/0', 2))).toBe('rewound');
  });

  it('are counted for each of those who write', () => {
    const upstream = begin();
    upstream.note(sent(1));
    expect(upstream.judge(sent(1, 'lifecycle/1'))).toBe('new');
    upstream.mark(says('lifecycle/0', 500));
    expect(upstream.judge(sent(1))).toBe('repeat');
  });

  it('say nothing of a record without one, or of a stranger: it is taken as it is', () => {
    const upstream = begin();
    for (const stranger of [null, sent(7, 'shop/0')]) {
      expect(upstream.judge(stranger)).toBe('new');
      upstream.note(stranger);
      expect(upstream.judge(stranger)).toBe('new');
    }
    expect(Object.keys(upstream.moved(neverRead).heard ?? {})).toEqual(clock.upstream);
  });
});
