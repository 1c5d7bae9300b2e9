import { headers } from '@ebb/contracts';
import type { OutboxEntry } from '@ebb/runtime';
import { describe, expect, it } from 'vitest';
import { headersFor, sentBy } from './sent-headers.ts';

const entry: OutboxEntry = {
  topic: 'customer-alerts',
  partition: 2,
  key: Buffer.from('ann/alert'),
  value: Buffer.from('value'),
  epoch: 4,
  sequence: 17,
  recordType: 'MainDefectorAlert',
  recordId: 'alert',
  revision: 0,
};

/** As Kafka hands them over. */
const received = (changes: Record<string, string> = {}) => {
  const all = Object.entries({ ...headersFor(entry, 'lifecycle', 7), ...changes });
  return Object.fromEntries(all.map(([name, value]) => [name, Buffer.from(value)]));
};

describe('the headers of what Ebb sends', () => {
  it('say which task has sent a record, and its place in what that task sends here', () => {
    expect(sentBy(received())).toEqual({ from: 'lifecycle/7', epoch: 4, sequence: 17 });
  });

  it('are those of the record as well, where it has some of its own', () => {
    const own = { ce_id: 'ann/alert#0', [headers.service]: 'somebody else' };
    expect(headersFor({ ...entry, headers: own }, 'lifecycle', 7)).toEqual({
      ...headersFor(entry, 'lifecycle', 7),
      ce_id: 'ann/alert#0',
    });
  });

  it('say nothing where a record comes from elsewhere', () => {
    expect(sentBy({})).toBeNull();
    expect(sentBy({ trace: Buffer.from('x') })).toBeNull();
  });

  it.each([headers.partition, headers.epoch, headers.sequence])('say nothing where %s is not there, or no number', (name) => {
    expect(sentBy(received({ [name]: '-1' }))).toBeNull();
    expect(sentBy(received({ [name]: '1e3' }))).toBeNull();
    expect(sentBy({ ...received(), [name]: undefined })).toBeNull();
  });
});
