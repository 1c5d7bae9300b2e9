import { headers } from '@ebb/contracts';
import type { RawRecord } from '@ebb/runtime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchWriter, type WrittenRecord } from './batch-writer.ts';
import { readFetched } from './fetched-batch.ts';
import { decodedByKafkajs } from './kafkajs-codec.spec-support.ts';
import { SentHeaders, SentReader } from './sent-headers.ts';

const sentAt = Date.UTC(2026, 2, 1);
const common = { epoch: 4, recordType: 'MainDefectorAlert' };
const headersOf = (own?: Record<string, string>) =>
  new SentHeaders().of(own === undefined ? common : { ...common, headers: own }, 'lifecycle', 7);

const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((array) => Buffer.from(array));
/** Lengths at which a length takes a byte more are among them. */
const value = fc.oneof(
  bytes(200),
  fc.constantFrom(0, 63, 64, 8_191, 8_192, 70_000).map((length) => Buffer.alloc(length, length)),
);
const written = fc.record({ key: bytes(80), value, sequence: fc.maxSafeNat(), revision: fc.nat() });

function write(records: readonly WrittenRecord[], own?: Record<string, string>, writer = new BatchWriter()): Buffer {
  writer.begin();
  for (const record of records) writer.add(record, headersOf(own));
  return writer.end(sentAt).recordBatch;
}

const texts = (all: RawRecord['headers']) => Object.fromEntries(Object.entries(all).map(([name, text]) => [name, String(text)]));
const expectedHeaders = ({ sequence, revision }: WrittenRecord) => ({
  [headers.service]: 'lifecycle',
  [headers.partition]: '7',
  [headers.epoch]: '4',
  [headers.recordType]: 'MainDefectorAlert',
  [headers.sequence]: String(sequence),
  [headers.revision]: String(revision),
});

describe('a batch of records', () => {
  it('is read by kafkajs as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(written, { minLength: 1, maxLength: 70 }), async (records) => {
        const { records: read } = await decodedByKafkajs(write(records));
        expect(
          read.map(({ offset, timestamp, key, value: its, headers: all }) => ({
            offset,
            timestamp,
            key,
            value: its,
            headers: texts(all),
          })),
        ).toEqual(
          records.map((record, index) => ({
            offset: String(index),
            timestamp: String(sentAt),
            key: record.key,
            value: record.value,
            headers: expectedHeaders(record),
          })),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('is read by Ebb as it was written, its checksum found right', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(written, { minLength: 1, maxLength: 70 }), async (records) => {
        const { records: read, nextOffset } = await readFetched(
          { messages: write(records), abortedTransactions: [] },
          0,
          new SentReader(),
        );
        expect(nextOffset).toBe(records.length);
        expect([...read].map(({ key, value: its, headers: all }) => ({ key, value: its, headers: texts(all) }))).toEqual(
          records.map((record) => ({ key: record.key, value: record.value, headers: expectedHeaders(record) })),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('stays as it is while others are written after it, however much the buffer grows', async () => {
    const writer = new BatchWriter();
    const record = { key: Buffer.from('ann'), value: Buffer.alloc(50_000, 1), sequence: 1, revision: 0 };
    const batches = Array.from({ length: 10 }, () => write([record], undefined, writer));
    for (const batch of batches) expect((await decodedByKafkajs(batch)).records).toMatchObject([{ value: record.value }]);
  });

  it('has the headers of the record itself as well, but for those with a name of Ebb', async () => {
    const record = { key: Buffer.from('ann'), value: Buffer.from('value'), sequence: 17, revision: 2 };
    const batch = write([record], {
      ce_id: 'ann/alert#0',
      ce_subject: 'é',
      [headers.service]: 'somebody else',
      [headers.sequence]: '9',
    });
    const [read] = (await decodedByKafkajs(batch)).records;
    expect(texts(read?.headers ?? {})).toEqual({ ...expectedHeaders(record), ce_id: 'ann/alert#0', ce_subject: 'é' });
  });
});

describe('the headers of a task', () => {
  it('are those of its epoch, service and partition, also after another one', () => {
    const prepared = new SentHeaders();
    const of = (epoch: number, recordType: string, partition: number, service = 'lifecycle') =>
      String(prepared.of({ epoch, recordType }, service, partition).bytes);
    for (const [epoch, type, partition, service] of [
      [4, 'A', 7],
      [4, 'B', 7],
      [5, 'A', 7],
      [5, 'A', 8],
      [5, 'A', 8, 'actions'],
      [4, 'A', 7],
    ] as const) {
      expect(of(epoch, type, partition, service)).toBe(
        String(new SentHeaders().of({ epoch, recordType: type }, service ?? 'lifecycle', partition).bytes),
      );
    }
  });
});
