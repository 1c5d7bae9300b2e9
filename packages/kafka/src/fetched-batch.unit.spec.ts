import type { RawRecords } from '@ebb/runtime';
import fc from 'fast-check';
import type { Message } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { readFetched } from './fetched-batch.ts';
import { type BatchToEncode, encodedByKafkajs } from './kafkajs-codec.spec-support.ts';
import { batchField } from './record-batch.ts';
import { SentReader } from './sent-headers.ts';

const [plain, gzip] = [0, 1];
const purchasedAt = Date.UTC(2026, 2, 1);

const encoded = async (batches: readonly BatchToEncode[]) => Buffer.concat(await Promise.all(batches.map(encodedByKafkajs)));
const read = (messages: Buffer | null, from = 0, abortedTransactions: { producerId: string; firstOffset: string }[] = []) =>
  readFetched({ messages, abortedTransactions }, from, new SentReader());
const offsets = (records: RawRecords) => [...records].map(({ offset }) => offset);
const three = ['a', 'b', 'c'].map((value): Message => ({ value }));
const batchAt = (firstOffset: number, options: Partial<BatchToEncode> = {}): BatchToEncode => ({
  firstOffset,
  messages: three,
  ...options,
});

/** A batch that says of a transaction how it ended. */
async function endOf(producerId: number, firstOffset: number, how: 'abort' | 'commit'): Promise<Buffer> {
  const key = Buffer.from([0, 0, 0, how === 'abort' ? 0 : 1]);
  const batch = await encodedByKafkajs({ firstOffset, producerId, transactional: true, messages: [{ key, value: null }] });
  return changed(batch, (bytes) => bytes.writeInt16BE(bytes.readInt16BE(batchField.attributes) | 0x20, batchField.attributes));
}

/** With the checksum that goes with it. */
async function changed(batch: Buffer, change: (bytes: Buffer) => void): Promise<Buffer> {
  const { default: crc32C } = await import('kafkajs/src/protocol/recordBatch/crc32C/index.js');
  change(batch);
  batch.writeUInt32BE(crc32C(batch.subarray(batchField.attributes)), batchField.crc);
  return batch;
}

const bytes = fc.uint8Array({ maxLength: 100 }).map((array) => Buffer.from(array));
const message = fc.record({
  key: fc.option(bytes),
  value: fc.option(bytes),
  headers: fc.dictionary(
    fc.string({ maxLength: 5 }).filter((name) => name !== '__proto__'),
    fc.oneof(bytes, fc.array(bytes, { minLength: 2, maxLength: 3 })),
    {
      maxKeys: 3,
      noNullPrototype: true,
    },
  ),
});
const batches = fc.array(
  fc.record({
    messages: fc.array(message, { minLength: 1, maxLength: 20 }),
    compression: fc.constantFrom(plain, gzip),
    gap: fc.nat(3),
  }),
  { minLength: 1, maxLength: 5 },
);

describe('what was fetched', () => {
  it('is what a producer has sent, wherever reading begins, and in whatever order it is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.nat(1_000), fc.array(fc.nat(100), { maxLength: 20 }), async (sent, at, asked) => {
        let end = 0;
        const all: { readonly offset: number; readonly message: Message }[] = [];
        const toEncode = sent.map(({ messages, compression, gap }) => {
          const firstOffset = end + gap;
          end = firstOffset + messages.length;
          all.push(...messages.map((one, index) => ({ offset: firstOffset + index, message: one })));
          return { firstOffset, messages, compression, timestamp: purchasedAt };
        });
        const from = at % end;
        const { records, fetchedOffset, nextOffset } = await read(await encoded(toEncode), from);
        expect({ fetchedOffset, nextOffset }).toEqual({ fetchedOffset: from, nextOffset: end });
        const expected = all
          .filter(({ offset }) => offset >= from)
          .map(({ offset, message: { key, value, headers } }) => ({
            offset,
            brokerAt: purchasedAt,
            key,
            value,
            headers,
            sent: null,
          }));
        const contents = (record: ReturnType<typeof records.at>) =>
          record && {
            offset: record.offset,
            brokerAt: record.brokerAt,
            key: record.key,
            value: record.value,
            headers: record.headers,
            sent: record.sent,
          };
        for (const index of asked) expect(contents(records.at(index))).toEqual(expected[index]);
        expect([...records].map(contents)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('is the same object when it is asked for again at once', async () => {
    const { records } = await read(await encoded([batchAt(0)]));
    expect(records.at(1)).toBe(records.at(1));
  });

  it('ends where the bytes end within a batch', async () => {
    const whole = await encoded([batchAt(0), batchAt(3)]);
    for (const length of [whole.length - 1, whole.length / 2 + 20, whole.length / 2 + 3]) {
      const { records, nextOffset } = await read(whole.subarray(0, length));
      expect({ offsets: offsets(records), nextOffset }).toEqual({ offsets: [0, 1, 2], nextOffset: 3 });
    }
  });

  it('is nothing where nothing came', async () => {
    for (const none of [null, Buffer.alloc(0)]) {
      const { records, nextOffset } = await read(none, 5);
      expect({ count: records.length, nextOffset }).toEqual({ count: 0, nextOffset: 5 });
    }
  });

  it('goes on after a batch of which compaction has left nothing, and after one that ended before', async () => {
    const emptied = await changed(await encodedByKafkajs(batchAt(3)), (batch) => batch.writeInt32BE(0, batchField.count));
    const { records, nextOffset } = await read(Buffer.concat([await encoded([batchAt(0)]), emptied]), 3);
    expect({ count: records.length, nextOffset }).toEqual({ count: 0, nextOffset: 6 });
  });

  it('has the time at which Kafka got it, where the topic says so', async () => {
    const stamped = await changed(await encodedByKafkajs(batchAt(0, { timestamp: purchasedAt })), (batch) => {
      batch.writeInt16BE(0x08, batchField.attributes);
      batch.writeBigInt64BE(BigInt(purchasedAt + 500), batchField.maxTimestamp);
    });
    expect((await read(stamped)).records.at(2)?.brokerAt).toBe(purchasedAt + 500);
  });

  it('is refused where a single bit of it is wrong', async () => {
    const whole = await encoded([batchAt(0)]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: batchField.crc, max: whole.length - 1 }), fc.nat(7), async (at, bit) => {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] as number) ^ (1 << bit);
        await expect(read(damaged)).rejects.toThrow('damaged');
      }),
    );
  });

  it('is refused in the format that Kafka had before 0.11', async () => {
    const old = Buffer.from(await encoded([batchAt(0)]));
    old[batchField.magic] = 1;
    await expect(read(old)).rejects.toThrow('format 1');
  });
});

describe('transactions', () => {
  const [one, other] = [11, 12];
  const by = (producerId: number, firstOffset: number) => batchAt(firstOffset, { producerId, transactional: true });

  it('that were aborted are not seen, nor what ends them; those of others are, and the producer’s next', async () => {
    const fetched = Buffer.concat([
      await encoded([by(one, 0), by(other, 3), batchAt(6)]),
      await endOf(one, 9, 'abort'),
      await encoded([by(one, 10)]),
      await endOf(one, 13, 'commit'),
      await endOf(other, 14, 'commit'),
    ]);
    const { records, nextOffset } = await read(fetched, 0, [{ producerId: String(one), firstOffset: '0' }]);
    expect({ offsets: offsets(records), nextOffset }).toEqual({ offsets: [3, 4, 5, 6, 7, 8, 10, 11, 12], nextOffset: 15 });
  });

  it('that were aborted are known also where reading begins within them, and by the order in which they began', async () => {
    const fetched = Buffer.concat([
      await encoded([by(one, 0), by(other, 3)]),
      await endOf(other, 6, 'abort'),
      await encoded([by(other, 7)]),
      await endOf(one, 10, 'abort'),
      await endOf(other, 11, 'abort'),
    ]);
    const aborted = [
      { producerId: String(other), firstOffset: '7' },
      { producerId: String(other), firstOffset: '3' },
      { producerId: String(one), firstOffset: '0' },
    ];
    const { records, nextOffset } = await read(fetched, 1, aborted);
    expect({ count: records.length, nextOffset }).toEqual({ count: 0, nextOffset: 12 });
  });
});
