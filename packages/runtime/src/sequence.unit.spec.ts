import { describe, expect, it } from 'vitest';
import { judgeSequence } from './sequence.ts';

describe('the sequence numbers of what Ebb sends', () => {
  const last = { epoch: 3, sequence: 7 };

  it('takes what comes next, also from the next owner', () => {
    expect(judgeSequence(undefined, { epoch: 1, sequence: 1 })).toBe('new');
    expect(judgeSequence(last, { epoch: 3, sequence: 8 })).toBe('new');
    expect(judgeSequence(last, { epoch: 4, sequence: 8 })).toBe('new');
  });

  it('drops what the relay repeats and what a former owner still sends', () => {
    expect(judgeSequence(last, { epoch: 3, sequence: 7 })).toBe('repeat');
    expect(judgeSequence(last, { epoch: 2, sequence: 8 })).toBe('repeat');
  });

  it('notices a gap', () => {
    expect(judgeSequence(last, { epoch: 3, sequence: 9 })).toBe('gap');
    expect(judgeSequence(undefined, { epoch: 1, sequence: 5 })).toBe('gap');
  });

  it('takes the numbers of a later epoch that start over, as the store had lost some', () => {
    expect(judgeSequence(last, { epoch: 4, sequence: 5 })).toBe('rewound');
  });
});
