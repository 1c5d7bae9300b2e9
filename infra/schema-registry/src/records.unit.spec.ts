import { describe, expect, it } from 'vitest';
import { readRecord, type TopicRecord, writeRecord } from './records.ts';

const raw = (key: string | null, value: string | null = null) => ({
  key: key === null ? null : Buffer.from(key),
  value: value === null ? null : Buffer.from(value),
});
const text = (record: TopicRecord) => {
  const { key, value } = writeRecord(record);
  return [String(key), value === null ? null : String(value)];
};
const stored = { id: 7, schema: '"string"', deleted: false, schemaType: 'AVRO', references: [] };

describe('A record is written letter by letter as Confluent writes it', () => {
  it.each<[TopicRecord, string, string | null]>([
    [
      { kind: 'schema', subject: 's', version: 2, value: stored },
      '{"keytype":"SCHEMA","subject":"s","version":2,"magic":1}',
      '{"subject":"s","version":2,"id":7,"schema":"\\"string\\"","deleted":false}',
    ],
    [{ kind: 'schema', subject: 's', version: 2, value: null }, '{"keytype":"SCHEMA","subject":"s","version":2,"magic":1}', null],
    [
      { kind: 'config', subject: 's', value: { compatibilityLevel: 'FULL' } },
      '{"keytype":"CONFIG","subject":"s","magic":0}',
      '{"subject":"s","compatibilityLevel":"FULL"}',
    ],
    [
      { kind: 'config', subject: null, value: { compatibilityLevel: 'NONE' } },
      '{"keytype":"CONFIG","magic":0}',
      '{"compatibilityLevel":"NONE"}',
    ],
    [
      { kind: 'delete-subject', subject: 's', upToVersion: 3 },
      '{"keytype":"DELETE_SUBJECT","subject":"s","magic":0}',
      '{"subject":"s","version":3}',
    ],
    [{ kind: 'noop' }, '{"keytype":"NOOP","magic":0}', null],
  ])('%j', (record, key, value) => {
    expect(text(record)).toEqual([key, value]);
    expect(readRecord(writeRecord(record))).toMatchObject(record);
  });
});

describe('A record is read', () => {
  it('with the attributes that other registries add', () => {
    const value =
      '{"subject":"s","version":1,"id":7,"md5":"x","schemaType":"AVRO","references":[],"schema":"\\"string\\"","deleted":true}';
    expect(readRecord(raw('{"magic":1,"keytype":"SCHEMA","subject":"s","version":1}', value))).toEqual({
      kind: 'schema',
      subject: 's',
      version: 1,
      value: { ...stored, deleted: true },
    });
  });

  it('with a subject that is null, as older registries wrote the configuration of all subjects', () => {
    const record = readRecord(raw('{"keytype":"CONFIG","subject":null,"magic":0}', '{"compatibilityLevel":"FULL"}'));
    expect(record).toEqual({ kind: 'config', subject: null, value: { compatibilityLevel: 'FULL' } });
  });

  it.each([
    [raw(null)],
    [raw('no json')],
    [raw('{"keytype":"CONTEXT","tenant":"default","context":".x","magic":0}', '{}')],
    [raw('{"keytype":"SCHEMA","subject":"s","version":1,"magic":1}', '{"schema":"without id"}')],
    [raw('{"keytype":"SCHEMA","subject":"s","version":1,"magic":1}', 'no json')],
  ])('as unreadable, with the reason, when it is not understood: %j', (record) => {
    expect(readRecord(record)).toMatchObject({ kind: 'unreadable', reason: expect.stringMatching(/./) });
  });
});
