import { describe, expect, it } from 'vitest';
import { ranked } from './ranking.ts';
import { hour, noon } from './spec-support.ts';

const place = (taskId: string, dueIn: number, gainMinor: number, promised = false) => ({
  member: taskId,
  taskId,
  dueAt: noon + dueIn,
  gainMinor,
  promised,
});
const order = (...places: ReturnType<typeof place>[]) => ranked(places, noon).map(({ taskId }) => taskId);

describe('whom an agent calls next', () => {
  it('who was promised a call, before all who are overdue, before all others', () => {
    expect(order(place('other', hour, 9_000), place('overdue', -1, 10), place('promised', 0, 1, true))).toEqual([
      'promised',
      'overdue',
      'other',
    ]);
  });

  it('then where most is gained per hour left', () => {
    expect(order(place('rich later', 10 * hour, 1_000), place('poor soon', 2 * hour, 300))).toEqual(['poor soon', 'rich later']);
    expect(order(place('poor soon', 2 * hour, 100), place('rich later', 10 * hour, 1_000))).toEqual(['rich later', 'poor soon']);
  });

  it('the last hour counts as an hour, and so does what is overdue', () => {
    expect(order(place('in a minute', 60_000, 100), place('in an hour', hour, 101))).toEqual(['in an hour', 'in a minute']);
    expect(order(place('long ago', -9 * hour, 100), place('just now', -1, 101))).toEqual(['just now', 'long ago']);
  });

  it('of equals who is due first, then by id', () => {
    expect(order(place('b', -1, 5), place('a', -1, 5), place('c', -2, 5))).toEqual(['c', 'a', 'b']);
  });
});
