/** The JSON form of the sources' records, made from their Avro schemas: what HTTP takes is what the topics hold. */
import { type SourceName, schemaTextOf, sources } from '@ebb/contracts';
import { z } from 'zod';
import { BadCell } from '../rows/bad-cell.ts';
import { parseInstant } from '../rows/instant.ts';

/** An Avro schema, in as much as records of sources use. */
type Avro = string | readonly Avro[] | Named | { readonly type: 'array'; readonly items: Avro } | Annotated;

interface Annotated {
  readonly type: 'int' | 'long';
  readonly logicalType?: string;
}

type Named = AvroRecord | AvroEnum;

interface AvroRecord {
  readonly type: 'record';
  readonly name: string;
  readonly doc?: string;
  readonly fields: readonly AvroField[];
}

interface AvroField {
  readonly name: string;
  readonly type: Avro;
  readonly doc?: string;
  readonly default?: unknown;
}

interface AvroEnum {
  readonly type: 'enum';
  readonly name: string;
  readonly logicalType?: string;
  readonly symbols: readonly string[];
}

const dayMilliseconds = 86_400_000;

/** What parses one type of event: its fields, with defaults where they may be left out; its output is the record. */
export type EventSchema = z.ZodObject;

/**
 * The schema of each source's events. Messages say what is allowed.
 * @param businessTimeZone IANA name; of times without an offset
 */
export const eventSchemas = (businessTimeZone: string): Readonly<Record<SourceName, EventSchema>> => ({
  purchases: schemaOf('purchases', businessTimeZone),
  supportContacts: schemaOf('supportContacts', businessTimeZone),
  profiles: schemaOf('profiles', businessTimeZone),
  engagements: schemaOf('engagements', businessTimeZone),
});

function schemaOf(source: SourceName, businessTimeZone: string): EventSchema {
  const record = JSON.parse(schemaTextOf(sources[source].record)) as AvroRecord;
  return new Derivation(businessTimeZone).record(record);
}

class Derivation {
  readonly #businessTimeZone: string;
  /** Types that stand in full at their first place, and by name at all others. */
  readonly #named = new Map<string, z.ZodType>();

  constructor(businessTimeZone: string) {
    this.#businessTimeZone = businessTimeZone;
  }

  record({ fields }: AvroRecord): EventSchema {
    return z.strictObject(Object.fromEntries(fields.map((field) => [field.name, this.#field(field)])), { error: 'an object' });
  }

  #field({ type, doc, default: whenLeftOut }: AvroField): z.ZodType {
    const schema = this.#type(type);
    const documented = doc === undefined ? schema : schema.meta({ description: doc });
    return whenLeftOut === undefined ? documented : documented.default(whenLeftOut);
  }

  #type(avro: Avro): z.ZodType {
    if (typeof avro === 'string') return this.#primitive(avro);
    if (isUnion(avro)) {
      const [type, ...others] = avro.filter((branch) => branch !== 'null');
      if (type === undefined || others.length > 0) throw new Error(`no JSON form for the union ${JSON.stringify(avro)}`);
      return this.#type(type).nullable();
    }
    switch (avro.type) {
      case 'record':
        return this.#name(avro, this.record(avro));
      case 'enum':
        return this.#name(avro, enumOf(avro));
      case 'array':
        return z.array(this.#type(avro.items), { error: 'a list' });
      default:
        return this.#annotated(avro);
    }
  }

  #name({ name }: Named, schema: z.ZodType): z.ZodType {
    this.#named.set(`ebb.${name}`, schema);
    return schema;
  }

  #primitive(name: string): z.ZodType {
    switch (name) {
      case 'string':
        return text;
      case 'boolean':
        return z.boolean({ error: 'true or false' });
      case 'int':
        return z.int32({ error: 'a whole number of 32 bits' });
      case 'long':
        return z.int({ error: 'a whole number' });
      default: {
        const known = this.#named.get(name);
        if (known === undefined) throw new Error(`no JSON form for ${name}`);
        return known;
      }
    }
  }

  #annotated({ type, logicalType }: Annotated): z.ZodType {
    if (logicalType === 'timestamp-millis') return instantIn(this.#businessTimeZone);
    if (logicalType === 'date') return date;
    return this.#primitive(type);
  }
}

const isUnion = (avro: Avro): avro is readonly Avro[] => Array.isArray(avro);

/** Half a surrogate pair has no UTF-8: two ids could become one. */
const text = z.string({ error: 'a text' }).refine((value) => value.isWellFormed(), { error: 'a text of whole characters' });

function enumOf({ symbols, logicalType }: AvroEnum): z.ZodType {
  const words = logicalType === 'hyphenated' ? symbols.map((symbol) => symbol.replaceAll('_', '-')) : symbols;
  return z.enum(words, { error: `one of ${words.join(', ')}` });
}

const instantAllowed = 'an ISO date-time, such as 2026-01-31T12:00:00+01:00, or milliseconds since 1970';

const instantIn = (businessTimeZone: string): z.ZodType =>
  z.union([z.int(), z.string().meta({ format: 'date-time' })], { error: instantAllowed }).transform((value, context) => {
    if (typeof value === 'number') return value;
    try {
      return parseInstant(value, businessTimeZone);
    } catch (error) {
      if (!(error instanceof BadCell)) throw error;
      context.addIssue({ code: 'custom', message: instantAllowed });
      return z.NEVER;
    }
  });

/** Days since 1970-01-01. */
const date = z.iso
  .date({ error: 'a day of the calendar, as yyyy-mm-dd' })
  .transform((day) => Date.parse(`${day}T00:00:00Z`) / dayMilliseconds);
