import { expect, test } from 'vitest';
import { openLoop } from './open-loop.ts';

test('all are sent once, in order, none before it is due, however long a send holds things up', async () => {
  const sent: { readonly number: number; readonly at: number }[] = [];
  const dueAt = await openLoop({
    perSecond: 1_000,
    count: 200,
    send: (numbers) => {
      for (const number of numbers) sent.push({ number, at: Date.now() });
      // As a garbage collection would.
      if (numbers.includes(50)) for (const until = Date.now() + 30; Date.now() < until; );
    },
  });
  expect(sent.map(({ number }) => number)).toEqual(Array.from({ length: 200 }, (_, number) => number));
  for (const { number, at } of sent) expect(at).toBeGreaterThanOrEqual(Math.floor(dueAt(number)));
  expect(dueAt(150) - dueAt(50)).toBeCloseTo(100);
});
