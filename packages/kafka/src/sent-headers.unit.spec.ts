import { headers } from '@ebb/contracts';
import type { Sent } from '@ebb/runtime';
import type { IHeaders } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { readFetched } from './fetched-batch.ts';
import { encodedByKafkajs } from './kafkajs-codec.spec-support.ts';
import { SentReader } from './sent-headers.ts';

const ours = { [headers.service]: 'lifecycle', [headers.partition]: '7', [headers.epoch]: '4', [headers.sequence]: '17' };

/** Who has sent records that have these headers, as one reader tells one after the other. */
async function sentBy(...all: readonly IHeaders[]): Promise<(Sent | null | undefined)[]> {
  const messages = await encodedByKafkajs({ firstOffset: 0, messages: all.map((each) => ({ value: '', headers: each })) });
  const { records } = await readFetched({ messages, abortedTransactions: [] }, 0, new SentReader());
  return [...records].map(({ sent }) => sent);
}

describe('the headers of what Ebb sends', () => {
  it('say which task has sent a record, and its place in what that task sends here', async () => {
    expect(await sentBy(ours)).toEqual([{ from: 'lifecycle/7', epoch: 4, sequence: 17 }]);
  });

  it('say so whatever their order, and whatever stands beside them', async () => {
    const turned = Object.fromEntries(Object.entries({ trace: 'x', ...ours, 'ebb-anything': 'y' }).toReversed());
    expect(await sentBy(turned)).toEqual([{ from: 'lifecycle/7', epoch: 4, sequence: 17 }]);
  });

  it('tell the tasks of several services apart, and partitions', async () => {
    const other = { ...ours, [headers.service]: 'actions' };
    const told = await sentBy(ours, other, { ...ours, [headers.partition]: '8' }, other, ours);
    expect(told.map((sent) => sent?.from)).toEqual(['lifecycle/7', 'actions/7', 'lifecycle/8', 'actions/7', 'lifecycle/7']);
  });

  it('say nothing where a record comes from elsewhere', async () => {
    expect(await sentBy({}, { trace: 'x' })).toEqual([null, null]);
  });

  it.each([headers.partition, headers.epoch, headers.sequence])(
    'say nothing where %s is not there, or no number',
    async (name) => {
      const { [name]: _, ...others } = ours;
      const changed = ['-1', '1e3', '', '1234567890123456', ['4', '4']].map((value) => ({ ...ours, [name]: value }));
      expect(new Set(await sentBy(others, ...changed))).toEqual(new Set([null]));
    },
  );
});
