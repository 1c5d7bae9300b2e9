import { decode } from '@ebb/contracts';
import { describe, expect, it } from 'vitest';
import { LifecycleRecords } from './records.ts';

const records = new LifecycleRecords({
  service: 'lifecycle',
  schemaIds: { LifecycleTransition: 1, MainDefectorAlert: 2, AlertClosed: 3, Retraction: 4, Marker: 5, DeadLetter: 6 },
  outputs: { customerAlerts: 'customer-alerts', deadLetters: 'dead-letters' },
  alertPartitions: 4,
  deadLetterPartitions: 4,
  sourceTopics: ['purchases'],
});

const letterAround = (value: Buffer) => {
  const record = { offset: 5, brokerAt: 1_000, key: Buffer.from('c1'), value, headers: { trace: Buffer.from('t') } };
  const { value: framed, ...sent } = records.deadLetter({
    source: 0,
    partition: 6,
    record,
    code: 'broken-avro',
    detail: 'no Avro',
  });
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
