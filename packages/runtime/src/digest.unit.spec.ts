import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestOf, isDigestOf } from './digest.ts';

const told = Buffer.from('bought twice');

describe('the digest of a content', () => {
  it('is that of XXH64', () => {
    expect(digestOf(Buffer.alloc(0)).readBigUInt64LE()).toBe(0xef46_db37_51d8_e999n);
    expect(digestOf(Buffer.from('abc')).readBigUInt64LE()).toBe(0x44bc_2cf5_ad77_0999n);
  });

  it('tells it from another', () => {
    expect(isDigestOf(digestOf(told), told)).toBe(true);
    expect(isDigestOf(digestOf(told), Buffer.from('bought thrice'))).toBe(false);
  });

  it('is known where the first release has made it: an upgrade calls nothing back', () => {
    const ofFirstRelease = hash('sha1', told, 'buffer').subarray(0, 8);
    expect(isDigestOf(ofFirstRelease, told)).toBe(true);
    expect(isDigestOf(ofFirstRelease, Buffer.from('bought thrice'))).toBe(false);
  });
});
