import { expect, test } from 'vitest';
import { StoredCodec } from './stored-codec.ts';

const stage = (...symbols: string[]) => ({
  type: 'enum',
  name: 'Stage',
  logicalType: 'hyphenated',
  symbols: ['none', ...symbols],
  default: 'none',
});
const record = (...fields: object[]) => ({ type: 'record', namespace: 'ebb', name: 'Kept', fields });

const first = record({ name: 'stage', type: stage('on_trial', 'first_time') }, { name: 'before', type: ['null', 'ebb.Stage'] });
const second = record(
  { name: 'stage', type: stage('first_time') },
  { name: 'before', type: ['null', 'ebb.Stage'] },
  { name: 'visits', type: 'int', default: 0 },
);

test('state of an earlier release is read with the defaults of the fields that came later', () => {
  const written = new StoredCodec(first, [first]).encode({ stage: 'first-time', before: 'first-time' });
  expect(new StoredCodec(second, [first, second]).decode(written)).toEqual({
    stage: 'first-time',
    before: 'first-time',
    visits: 0,
  });
});

test('a word that a later release no longer has is read as the fallback', () => {
  const written = new StoredCodec(first, [first]).encode({ stage: 'on-trial', before: null });
  expect(new StoredCodec(second, [first, second]).decode(written)).toEqual({ stage: 'none', before: null, visits: 0 });
});

test('state is written in the last of the known forms', () => {
  const codec = new StoredCodec(second, [first, second]);
  const value = { stage: 'first-time', before: null, visits: 3 };
  const written = codec.encode(value);
  expect(written[0]).toBe(2);
  expect(codec.decode(written)).toEqual(value);
});

test('a known form that the present schema cannot read is refused at start', () => {
  const gained = record({ name: 'score', type: 'int' });
  expect(() => new StoredCodec(gained, [first, gained])).toThrow(/score/);
});
