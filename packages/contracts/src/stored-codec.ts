import type { Type } from 'avsc';
import { AvroCodec } from './avro-bytes.ts';
import { writerTypeOf } from './avro-types.ts';
import { DecodeError } from './codec.ts';
import { packZeros, unpackZeros } from './packed-zeros.ts';

type Resolver = ReturnType<Type['createResolver']>;

/**
 * What is kept in Redis: one byte that says with which of the known schemas it was written, then the Avro bytes. What is
 * written is always of the last of them, which is the present one; what is read may be of any.
 */
export class StoredCodec {
  readonly #codec: AvroCodec;
  readonly #presentVersion: number;
  readonly #arePacked: boolean;
  /** By version; undefined for the present one, which needs no resolution. */
  readonly #resolvers: ReadonlyMap<number, Resolver | undefined>;

  /**
   * @param schemas oldest first: the first is version 1
   * @param arePacked whether zeros are packed: for records of many fields that are mostly null
   */
  constructor(present: object, schemas: readonly object[], arePacked = false) {
    this.#arePacked = arePacked;
    this.#codec = new AvroCodec(present);
    this.#presentVersion = schemas.length;
    this.#resolvers = new Map(
      schemas.map((schema, index) => [
        index + 1,
        index + 1 === schemas.length ? undefined : this.#codec.type.createResolver(writerTypeOf(schema)),
      ]),
    );
  }

  /** @throws {TypeError} naming the field that does not fit */
  encode(value: unknown): Buffer {
    const bytes = this.#arePacked ? this.#codec.encodeInPassing(1, value) : this.#codec.encodeBehind(1, value);
    bytes[0] = this.#presentVersion;
    return this.#arePacked ? packZeros(bytes, 1) : bytes;
  }

  /** @throws {DecodeError} */
  decode(bytes: Buffer): unknown {
    const version = bytes[0] ?? 0;
    if (!this.#resolvers.has(version)) {
      throw new DecodeError(
        `stored ${this.#codec.type.name} of version ${version}: this build of Ebb reads versions 1 to ${this.#presentVersion}; start one that is at least as new as the one that wrote it`,
      );
    }
    return this.#decodeBody(this.#arePacked ? unpackZeros(bytes, 1) : bytes, this.#resolvers.get(version));
  }

  #decodeBody(bytes: Buffer, resolver: Resolver | undefined): unknown {
    try {
      return resolver === undefined ? this.#codec.decodeFrom(1, bytes) : this.#codec.type.fromBuffer(bytes.subarray(1), resolver);
    } catch (cause) {
      throw new DecodeError(`${bytes.length} bytes are no stored ${this.#codec.type.name}: ${String(cause)}`, { cause });
    }
  }
}
