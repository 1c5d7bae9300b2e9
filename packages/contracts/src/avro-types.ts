/** How a schema becomes an avsc type: the one place that knows avsc's options and Ebb's logical types. */
import { type DayBuckets, packDays, unpackDays } from '@ebb/domain';
import avsc from 'avsc';

type Type = avsc.Type;
type Schema = Parameters<typeof avsc.Type.forSchema>[0];

const { LogicalType } = avsc.types;

/** An enum whose symbols carry an underscore where the word has a hyphen, which Avro does not allow in a symbol. */
class Hyphenated extends LogicalType {
  readonly #symbolOf = new Map<string, string>();
  readonly #wordOf = new Map<string, string>();
  readonly #fallback: string | undefined;

  constructor(schema: Schema, options?: object) {
    super(schema, options);
    for (const symbol of (this.underlyingType as avsc.types.EnumType).symbols) {
      const word = symbol.replaceAll('_', '-');
      this.#symbolOf.set(word, symbol);
      this.#wordOf.set(symbol, word);
    }
    this.#fallback = (schema as { default?: string }).default?.replaceAll('_', '-');
  }

  protected override _fromValue(symbol: string): string | undefined {
    return this.#wordOf.get(symbol);
  }

  protected override _toValue(word: string): string | undefined {
    return this.#symbolOf.get(word);
  }

  protected override _resolve(writer: Type) {
    if (!isReadable(this.underlyingType, writer)) return undefined;
    return (symbol: string) => this.#wordOf.get(symbol) ?? this.#fallback;
  }
}

/** A fixed that takes any view of bytes, where avsc alone wants a Buffer. */
class Octets extends LogicalType {
  protected override _fromValue(buffer: Buffer): Uint8Array {
    return buffer;
  }

  protected override _toValue(bytes: Uint8Array): Buffer {
    return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  protected override _resolve(writer: Type) {
    return isReadable(this.underlyingType, writer) ? (buffer: Buffer) => buffer : undefined;
  }
}

/** The days of a purchase history, packed: a character of the domain's is a byte. */
class PackedDays extends LogicalType {
  protected override _fromValue(bytes: Buffer): DayBuckets {
    return daysIn(bytes);
  }

  protected override _toValue(days: DayBuckets): Buffer | undefined {
    try {
      return Buffer.from(packDays(days), 'latin1');
    } catch {
      return undefined;
    }
  }

  protected override _resolve(writer: Type) {
    return isReadable(this.underlyingType, writer) ? daysIn : undefined;
  }
}

const daysIn = (bytes: Buffer): DayBuckets => unpackDays(bytes.toString('latin1'));

function isReadable(reader: Type, writer: Type): boolean {
  try {
    reader.createResolver(writer);
    return true;
  } catch {
    return false;
  }
}

/** The type that reads and writes the project's own shapes. Longs and timestamps are JS numbers; one that is not a safe integer is an error. */
export const typeOf = (schema: object): Type =>
  avsc.Type.forSchema(structuredClone(schema) as Schema, {
    wrapUnions: 'auto',
    omitRecordMethods: true,
    assertLogicalTypes: true,
    logicalTypes: { hyphenated: Hyphenated, octets: Octets, 'day-buckets': PackedDays },
  });

/** The type of data that somebody else wrote: the schema as it is, without logical types of Ebb's. */
export const writerTypeOf = (schema: object): Type =>
  avsc.Type.forSchema(structuredClone(schema) as Schema, { wrapUnions: 'auto', omitRecordMethods: true });
