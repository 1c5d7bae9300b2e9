import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { murmur2, partitionOf } from './partitioner.ts';

const kafkajsMurmur2 = createRequire(import.meta.url)('kafkajs/src/producer/partitioners/default/murmur2.js') as (
  key: Buffer,
) => number;

describe('the partition of a key', () => {
  it('is what kafkajs gives it, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const key = Buffer.from(bytes);
        expect(murmur2(key) | 0).toBe(kafkajsMurmur2(key));
      }),
    );
  });

  it('is what the Java client gives it', () => {
    // From org.apache.kafka.common.utils.UtilsTest#testMurmur2.
    expect(murmur2(Buffer.from('21')) | 0).toBe(-973_932_308);
    expect(murmur2(Buffer.from('foobar')) | 0).toBe(-790_332_482);
    expect(murmur2(Buffer.from('a-little-bit-long-string')) | 0).toBe(-985_981_536);
    expect(partitionOf(Buffer.from('21'), 16)).toBe((-973_932_308 & 0x7fffffff) % 16);
  });
});
