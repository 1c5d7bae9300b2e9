import { describe, expect, test } from 'vitest';
import { compareTransitions } from './transitions.ts';

const said = new Map([
  ['ann', ['first', 'repeat', 'core']],
  ['bob', ['first']],
]);

describe('What a peer says', () => {
  test('is the same as ours where each customer is said the same of, in the same order', () => {
    const theirs = new Map([...said].toReversed());
    expect(compareTransitions(said, theirs)).toEqual({ ours: 4, theirs: 4, differing: 0, example: null });
  });

  test.each([
    ['leaves one out', new Map([...said, ['ann', ['first', 'core']]])],
    ['says one twice', new Map([...said, ['ann', ['first', 'repeat', 'repeat', 'core']]])],
    ['says it in another order', new Map([...said, ['ann', ['first', 'core', 'repeat']]])],
    ['knows a customer more', new Map([...said, ['eve', ['first']]])],
    ['knows a customer less', new Map([['ann', said.get('ann') ?? []]])],
  ])('is not the same where it %s', (_what, theirs) => {
    expect(compareTransitions(said, theirs).differing).toBe(1);
    expect(compareTransitions(theirs, said).differing).toBe(1);
  });
});
