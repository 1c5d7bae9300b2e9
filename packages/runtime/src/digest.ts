/** What tells two contents of a record apart. No secret depends on it: only a chance collision would matter. */
import xxhash from 'xxhash-wasm';

const xxh64 = await xxhash();

const digestBytes = 8;

/** XXH64 (Collet 2012), as eight bytes: in a sixth of the time of SHA-1. */
export function digestOf(content: Buffer): Buffer {
  const digest = Buffer.allocUnsafe(digestBytes);
  digest.writeBigUInt64LE(xxh64.h64Raw(content));
  return digest;
}
