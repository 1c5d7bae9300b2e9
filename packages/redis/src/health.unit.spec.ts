import { describe, expect, it } from 'vitest';
import { healthIn } from './health.ts';

const info = (fields: Record<string, string | number>) =>
  Object.entries({ used_memory: 500, maxmemory: 1_000, total_system_memory: 9_000, ...fields })
    .map(([name, value]) => `${name}:${value}\r\n`)
    .join('');
const healthOf = (fields: Record<string, string | number> = {}) => healthIn(info(fields), 'redis:6379');

describe('the health of a Redis', () => {
  it('is what it uses, of what it may use', () => {
    expect(healthOf()).toMatchObject({ node: 'redis:6379', usedBytes: 500, limitBytes: 1_000 });
  });

  it('may use all of the machine where nothing else is set', () => {
    expect(healthOf({ maxmemory: 0 })).toMatchObject({ limitBytes: 9_000 });
  });

  it.each([
    ['aof_last_write_status', { appendFailed: true, snapshotFailed: false }],
    ['aof_last_bgrewrite_status', { appendFailed: true, snapshotFailed: false }],
    ['rdb_last_bgsave_status', { appendFailed: false, snapshotFailed: true }],
  ])('is bad where %s says so', (field, expected) => {
    expect(healthOf({ [field]: 'err' })).toMatchObject(expected);
    expect(healthOf({ [field]: 'ok' })).toMatchObject({ appendFailed: false, snapshotFailed: false });
  });
});
