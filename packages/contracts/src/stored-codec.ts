import type { Type } from 'avsc';
import { encodeBehind } from './avro-bytes.ts';
import { typeOf, writerTypeOf } from './avro-types.ts';
import { DecodeError } from './codec.ts';

type Resolver = ReturnType<Type['createResolver']>;

/**
 * What is kept in Redis: one byte that says with which of the known schemas it was written, then the Avro bytes. What is
 * written is always of the last of them, which is the present one; what is read may be of any.
 */
export class StoredCodec {
  readonly #type: Type;
  readonly #presentVersion: number;
  /** By version; undefined for the present one, which needs no resolution. */
  readonly #resolvers: ReadonlyMap<number, Resolver | undefined>;

  /** @param schemas oldest first: the first is version 1 */
  constructor(present: object, schemas: readonly object[]) {
    this.#type = typeOf(present);
    this.#presentVersion = schemas.length;
    this.#resolvers = new Map(
      schemas.map((schema, index) => [
        index + 1,
        index + 1 === schemas.length ? undefined : this.#type.createResolver(writerTypeOf(schema)),
      ]),
    );
  }

  /** @throws {TypeError} naming the field that does not fit */
  encode(value: unknown): Buffer {
    const bytes = encodeBehind(1, this.#type, value);
    bytes[0] = this.#presentVersion;
    return bytes;
  }

  /** @throws {DecodeError} */
  decode(bytes: Buffer): unknown {
    const version = bytes[0] ?? 0;
    if (!this.#resolvers.has(version)) {
      throw new DecodeError(
        `stored ${this.#type.name} of version ${version}: this build of Ebb reads versions 1 to ${this.#presentVersion}; start one that is at least as new as the one that wrote it`,
      );
    }
    const { value, offset } = this.#decodeBody(bytes, this.#resolvers.get(version));
    if (offset !== bytes.length)
      throw new DecodeError(`${bytes.length} bytes are no stored ${this.#type.name}: too few or too many`);
    return value;
  }

  #decodeBody(bytes: Buffer, resolver: Resolver | undefined): { value: unknown; offset: number } {
    try {
      return this.#type.decode(bytes, 1, resolver);
    } catch (cause) {
      throw new DecodeError(`${bytes.length} bytes are no stored ${this.#type.name}: ${String(cause)}`, { cause });
    }
  }
}
