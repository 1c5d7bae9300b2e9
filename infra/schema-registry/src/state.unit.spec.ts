import { describe, expect, it } from 'vitest';
import type { TopicRecord } from './records.ts';
import { RegistryState } from './state.ts';

const schema = (subject: string, version: number, id: number, name = 'string', deleted = false): TopicRecord => ({
  kind: 'schema',
  subject,
  version,
  value: { id, schema: JSON.stringify(name), deleted, schemaType: 'AVRO', references: [] },
});
const forgotten = (subject: string, version: number): TopicRecord => ({ kind: 'schema', subject, version, value: null });

function folded(...records: TopicRecord[]): RegistryState {
  const state = new RegistryState();
  for (const record of records) expect(state.apply(record)).toBeUndefined();
  return state;
}
const live = (state: RegistryState, subject: string) => state.liveVersions(subject).map(({ version, id }) => [version, id]);

describe('The fold of the records', () => {
  it('knows the versions of a subject in order, whatever the order of the records', () => {
    expect(live(folded(schema('s', 2, 5, 'int'), schema('s', 1, 9, 'long')), 's')).toEqual([
      [1, 9],
      [2, 5],
    ]);
  });

  it('is the same when records come twice, as they do before compaction', () => {
    const records = [schema('s', 1, 1, 'int'), schema('s', 2, 2, 'long'), schema('t', 1, 1, 'int')];
    expect(live(folded(...records, ...records), 's')).toEqual(live(folded(...records), 's'));
    expect(folded(...records, ...records).nextId()).toBe(3);
  });

  it('gives the next id behind the greatest one, gaps and forgotten schemas included', () => {
    expect(folded(schema('s', 1, 40), forgotten('s', 1)).nextId()).toBe(41);
  });

  it('finds a schema under its id and under its content in every subject', () => {
    const state = folded(schema('s', 1, 1), schema('t', 3, 1));
    expect(state.versionsOfId(1).map(({ subject, version }) => [subject, version])).toEqual([
      ['s', 1],
      ['t', 3],
    ]);
    expect(state.idOf('"string"')).toBe(1);
  });

  it('keeps a deleted subject until its versions are forgotten', () => {
    const state = folded(schema('s', 1, 1, 'int'), schema('s', 2, 2, 'long'), {
      kind: 'delete-subject',
      subject: 's',
      upToVersion: 2,
    });
    expect(state.liveVersions('s')).toEqual([]);
    expect(state.versions('s').map(({ deleted }) => deleted)).toEqual([true, true]);
    state.apply(forgotten('s', 1));
    state.apply(forgotten('s', 2));
    expect(state.subjects()).toEqual([]);
  });

  it('does not delete what was registered after the deletion', () => {
    const state = folded(schema('s', 1, 1), { kind: 'delete-subject', subject: 's', upToVersion: 1 }, schema('s', 2, 1));
    expect(live(state, 's')).toEqual([[2, 1]]);
  });

  it('clears the deleted versions of a subject only', () => {
    const state = folded(schema('s', 1, 1, 'int', true), schema('s', 2, 2, 'long'), { kind: 'clear-subject', subject: 's' });
    expect(state.versions('s').map(({ version }) => version)).toEqual([2]);
  });

  it('passes over a second schema under an id that is taken, and says so', () => {
    const state = folded(schema('s', 1, 1, 'int'));
    expect(state.apply(schema('t', 1, 1, 'long'))).toMatch(/id 1 of t version 1 already names the schema of s version 1/);
    expect(state.versions('t')).toEqual([]);
  });

  it('passes over the subjects of contexts, which have ids of their own', () => {
    expect(new RegistryState().apply(schema(':.other:s', 1, 1))).toMatch(/context/);
  });

  it('keeps schemas that it does not understand under their ids', () => {
    const state = folded({
      kind: 'schema',
      subject: 's',
      version: 1,
      value: { id: 3, schema: 'syntax = "proto3";', deleted: false, schemaType: 'PROTOBUF', references: [] },
    });
    expect(state.versionsOfId(3)).toHaveLength(1);
  });
});

describe('Settings', () => {
  it('of a subject go before those of all, which go before BACKWARD', () => {
    const state = folded(
      { kind: 'config', subject: null, value: { compatibilityLevel: 'FULL' } },
      { kind: 'config', subject: 's', value: { compatibilityLevel: 'NONE' } },
    );
    expect([state.compatibility('s'), state.compatibility('t')]).toEqual(['NONE', 'FULL']);
    state.apply({ kind: 'config', subject: 's', value: null });
    state.apply({ kind: 'config', subject: null, value: null });
    expect([state.compatibility('s'), state.compatibility('t')]).toEqual(['BACKWARD', 'BACKWARD']);
  });

  it('may lack a level, as Confluent writes them for other settings', () => {
    expect(folded({ kind: 'config', subject: 's', value: { normalize: true } }).compatibility('s')).toBe('BACKWARD');
  });

  it('hold the mode that another registry left', () => {
    const state = folded({ kind: 'mode', subject: null, mode: 'READONLY' }, { kind: 'mode', subject: 's', mode: 'READWRITE' });
    expect([state.mode('s'), state.mode('t'), state.ownMode('t')]).toEqual(['READWRITE', 'READONLY', undefined]);
  });
});
