import { expect, it } from 'vitest';
import { Canary } from './canary.ts';

const begun = 1_000;
const upstream = ['actions/0', 'actions/1'];
const listening = () => new Canary(begun);

it('what reaches delivery is as old as the oldest of the last markers of all tasks', () => {
  const canary = listening();
  canary.hear(3, 'actions/0', 5_000);
  canary.hear(3, 'actions/1', 4_000);
  expect(canary.reached(3, upstream)).toBe(4_000);
  canary.hear(3, 'actions/1', 6_000);
  expect(canary.reached(3, upstream)).toBe(5_000);
});

it('a task that has never been heard shows, as does one whose markers do not say when they were made', () => {
  const canary = listening();
  canary.hear(3, 'actions/0', 5_000);
  canary.hear(3, 'actions/1', null);
  expect(canary.reached(3, upstream)).toBe(begun);
});

it('nobody at all shows as well', () => {
  expect(listening().reached(3, [])).toBe(begun);
});

it('each partition is heard by itself', () => {
  const canary = listening();
  for (const from of ['actions/0', 'actions/1']) canary.hear(3, from, 5_000);
  expect(canary.reached(3, upstream)).toBe(5_000);
  expect(canary.reached(4, upstream)).toBe(begun);
});
