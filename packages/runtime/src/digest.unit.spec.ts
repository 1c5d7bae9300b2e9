import { describe, expect, it } from 'vitest';
import { digestOf } from './digest.ts';

describe('the digest of a content', () => {
  it.each([
    ['', 0xef46_db37_51d8_e999n],
    ['abc', 0x44bc_2cf5_ad77_0999n],
  ])('is that of XXH64: of "%s"', (content, digest) => {
    expect(digestOf(Buffer.from(content)).readBigUInt64LE()).toBe(digest);
  });
});
