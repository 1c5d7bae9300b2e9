import type { Type } from 'avsc';
import { type CompiledReader, type CompiledWriter, compileReader, compileWriter, Unfit } from './avro-compiled.ts';
import { typeOf } from './avro-types.ts';

/** Where records are written before their size is known; one for all, as encoding never waits. */
let scratch = Buffer.allocUnsafeSlow(64 * 1024);

/** A schema of Ebb's: its bytes by compiled code, and by avsc wherever that does not fit. */
export class AvroCodec {
  readonly type: Type;
  readonly #schema: object;
  #write: CompiledWriter | null = null;
  #read: CompiledReader | null = null;

  constructor(schema: object) {
    this.type = typeOf(schema);
    this.#schema = schema;
  }

  /**
   * The Avro bytes of a value after `headBytes` bytes that the caller fills in, in a buffer of its own.
   * @throws {TypeError} when the value does not fit its type, naming the first place that does not
   */
  encodeBehind(headBytes: number, value: unknown): Buffer {
    const passing = this.encodeInPassing(headBytes, value);
    const bytes = Buffer.allocUnsafe(passing.length);
    bytes.set(passing);
    return bytes;
  }

  /** The same, in a buffer that the next call of any codec writes to again. */
  encodeInPassing(headBytes: number, value: unknown): Buffer {
    let end = this.#tryEncode(headBytes, value);
    if (end > scratch.length) {
      scratch = Buffer.allocUnsafeSlow(2 * end);
      end = this.#tryEncode(headBytes, value);
    }
    return scratch.subarray(0, end);
  }

  /** The value whose bytes go from a position to the end. @throws where they are no such value */
  decodeFrom(position: number, bytes: Buffer): unknown {
    this.#read ??= compileReader(this.#schema);
    try {
      return this.#read(bytes, position);
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      return this.type.fromBuffer(bytes.subarray(position));
    }
  }

  /** The position behind the last byte, which is beyond the scratch where that is too small. */
  #tryEncode(headBytes: number, value: unknown): number {
    this.#write ??= compileWriter(this.#schema);
    try {
      return this.#write(value, scratch, headBytes);
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      return this.#encodeByAvsc(headBytes, value);
    }
  }

  #encodeByAvsc(headBytes: number, value: unknown): number {
    try {
      const end = this.type.encode(value, scratch, headBytes);
      return end < 0 ? scratch.length - end : end;
    } catch (cause) {
      throw new TypeError(`this is no ${this.type.name}: ${misfitOf(this.type, value)}`, { cause });
    }
  }
}

function misfitOf(type: Type, value: unknown): string {
  let first: string | undefined;
  type.isValid(value, {
    errorHook: (path, misfit) => {
      first ??= `${path.join('.') || 'the record'} is ${JSON.stringify(misfit)}`;
    },
  });
  return first ?? 'it does not fit its schema';
}
