import { decode } from '@ebb/contracts';
import { describe, expect, it } from 'vitest';
import { deadLetter } from './dead-letters.ts';

const settings = { service: 'lifecycle', schemaId: 6, to: { topic: 'dead-letters', partitions: 4 } };

const letterAround = (value: Buffer) => {
  const headers = { trace: Buffer.from('t') };
  const record = { offset: 5, brokerAt: 1_000, key: Buffer.from('c1'), value, headers, sent: null };
  const unusable = { topic: 'purchases', partition: 6, record, code: 'broken-avro', detail: 'no Avro' };
  const { value: framed, ...sent } = deadLetter(settings, unusable);
  return { sent, framedBytes: framed.length, letter: decode('DeadLetter', framed.subarray(5)) };
};

describe('a dead letter', () => {
  it('holds the bad record as it came, with its place', () => {
    const { sent, letter } = letterAround(Buffer.from('bad'));
    expect(sent).toMatchObject({ topic: 'dead-letters', partition: 2, recordId: 'purchases/6/5' });
    expect(letter).toMatchObject({ topic: 'purchases', partition: 6, offset: 5, reason: 'broken-avro', detail: 'no Avro' });
    expect(letter.value?.toString()).toBe('bad');
    expect(letter.key?.toString()).toBe('c1');
    expect(letter.headers).toEqual([{ key: 'trace', value: Buffer.from('t') }]);
  });

  it('leaves a record that is nearly as large as Kafka takes where it is, and says so', () => {
    const { framedBytes, letter } = letterAround(Buffer.alloc(1_040_000));
    expect(framedBytes).toBeLessThan(10_000);
    expect(letter).toMatchObject({ key: null, value: null, offset: 5 });
    expect(letter.detail).toMatch(/no Avro; its 1040003 bytes are too many to be kept here/);
  });
});
