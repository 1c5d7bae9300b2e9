import { describe, expect, it } from 'vitest';
import { type Findings, judgeDurability, RedisUnfit } from './durability.ts';

const own: Findings = {
  version: '7.0.15',
  replicas: 0,
  appendonly: 'yes',
  appendfsync: 'always',
  maxmemoryPolicy: 'noeviction',
};

describe('the promise that Redis can give', () => {
  it.each<[string, Partial<Findings>, object]>([
    ['that it is on disk, with appendfsync always', {}, { kind: 'fsync' }],
    ['that it is on disk, also where there are replicas', { replicas: 2 }, { kind: 'fsync' }],
    [
      'WAITAOF, with a laxer append-only file from 7.2 on',
      { version: '7.2.0', appendfsync: 'everysec' },
      { kind: 'waitaof', replicas: 0 },
    ],
    ['WAITAOF with its replicas', { version: '7.4.1', appendfsync: 'no', replicas: 2 }, { kind: 'waitaof', replicas: 2 }],
    ['WAITAOF in versions to come', { version: '8.0.0', appendfsync: 'everysec' }, { kind: 'waitaof', replicas: 0 }],
    ['WAITAOF in versions with two digits', { version: '7.10.0', appendfsync: 'everysec' }, { kind: 'waitaof', replicas: 0 }],
    [
      'its replicas, where the append-only file is lax and WAITAOF unknown',
      { appendfsync: 'everysec', replicas: 1 },
      { kind: 'replicas', replicas: 1 },
    ],
    [
      'its replicas, without an append-only file',
      { version: '7.4.1', appendonly: 'no', replicas: 1 },
      { kind: 'replicas', replicas: 1 },
    ],
    [
      'its replicas, where the settings can not be read',
      { appendonly: null, appendfsync: null, maxmemoryPolicy: null, replicas: 3 },
      { kind: 'replicas', replicas: 3 },
    ],
  ])('is %s', (_, found, expected) => {
    expect(judgeDurability({ ...own, ...found }, false)).toEqual(expected);
    expect(judgeDurability({ ...own, ...found }, true)).toEqual(expected);
  });

  it.each<[string, Partial<Findings>]>([
    ['no append-only file and no replica', { appendonly: 'no' }],
    ['a lax append-only file in a version without WAITAOF', { appendfsync: 'everysec' }],
    ['settings that can not be read', { appendonly: null, appendfsync: null, maxmemoryPolicy: null }],
  ])('is weak with %s: refused, unless the configuration accepts it', (_, found) => {
    expect(() => judgeDurability({ ...own, ...found }, false)).toThrow(RedisUnfit);
    expect(judgeDurability({ ...own, ...found }, true)).toEqual({ kind: 'weak' });
  });

  it('is none where keys may be evicted, accepted or not', () => {
    expect(() => judgeDurability({ ...own, maxmemoryPolicy: 'allkeys-lfu' }, true)).toThrow(/maxmemory-policy allkeys-lfu/);
  });
});
