/**
 * Two texts are the same schema when they differ only in white space, in the order of attributes, or in how names are
 * qualified. The form below is that of Java Avro's `Schema.toString()`, which Confluent's registry compares, so that it
 * recognises our schemas as its own. Documentation, aliases and unknown attributes are part of a schema.
 */

interface JsonObject {
  readonly [key: string]: Json;
}
type Json = null | boolean | string | number | readonly Json[] | JsonObject;

const primitives = new Set(['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string']);

/** Attributes with a place of their own; all others follow in the order in which they were written. */
const ownAttributes = {
  record: ['fields'],
  error: ['fields'],
  enum: ['symbols', 'default'],
  fixed: ['size'],
  array: ['items'],
  map: ['values'],
} as const;

/**
 * @param schema JSON of an Avro schema that is known to be valid
 * @param normalize also brings unknown attributes and aliases into alphabetical order
 * @returns JSON without white space; equal for equal schemas
 */
export function canonicalForm(schema: string, normalize = false): string {
  const writer = new CanonicalWriter(normalize);
  return JSON.stringify(writer.type(parseKeepingNumbers(schema), ''));
}

/** TypeScript's library doesn't declare it yet. */
const rawJson = (text: string) => (JSON as typeof JSON & { rawJSON(text: string): unknown }).rawJSON(text);

/** `1.0` stays `1.0`, as in Java. */
function parseKeepingNumbers(text: string): Json {
  return JSON.parse(text, keepSource as (key: string, value: unknown) => unknown) as Json;
}

function keepSource(_key: string, value: unknown, context: { source: string }): unknown {
  return typeof value === 'number' ? rawJson(context.source) : value;
}

class CanonicalWriter {
  readonly #normalize: boolean;
  readonly #defined = new Set<string>();

  constructor(normalize: boolean) {
    this.#normalize = normalize;
  }

  /** @param namespace of the enclosing named type; empty for none */
  type(schema: Json, namespace: string): Json {
    if (typeof schema === 'string') return primitives.has(schema) ? schema : this.#reference(schema, namespace);
    if (Array.isArray(schema)) return schema.map((branch: Json) => this.type(branch, namespace));
    const attributes = schema as JsonObject;
    const kind = attributes['type'] as Json;
    if (typeof kind !== 'string') return this.type(kind, namespace);
    switch (kind) {
      case 'record':
      case 'error':
      case 'enum':
      case 'fixed':
        return this.#named(kind, attributes, namespace);
      case 'array':
        return { type: kind, items: this.type(attributes['items'] as Json, namespace), ...this.#others(attributes, kind) };
      case 'map':
        return { type: kind, values: this.type(attributes['values'] as Json, namespace), ...this.#others(attributes, kind) };
      default:
        return this.#annotated(kind, attributes, namespace);
    }
  }

  #named(kind: 'record' | 'error' | 'enum' | 'fixed', attributes: JsonObject, enclosing: string): Json {
    const full = fullName(attributes, enclosing);
    const { namespace, name } = splitName(full);
    this.#defined.add(full);
    const fields = attributes['fields'] as readonly JsonObject[] | undefined;
    return {
      type: kind,
      name,
      ...(namespace !== enclosing && { namespace }),
      ...pick(attributes, ['doc']),
      ...(fields !== undefined && { fields: fields.map((field) => this.#field(field, namespace)) }),
      ...pick(attributes, ['symbols', 'size', 'default']),
      ...this.#others(attributes, kind),
      ...this.#aliases(attributes, namespace),
    };
  }

  #field(field: JsonObject, namespace: string): Json {
    return {
      name: field['name'] as Json,
      type: this.type(field['type'] as Json, namespace),
      ...pick(field, ['doc', 'default']),
      ...(field['order'] !== 'ascending' && pick(field, ['order'])),
      ...this.#aliases(field, ''),
      ...this.#rest(field, ['name', 'type', 'doc', 'default', 'order', 'aliases']),
    };
  }

  #annotated(name: string, attributes: JsonObject, namespace: string): Json {
    if (!primitives.has(name)) return this.#reference(name, namespace);
    const others = this.#rest(attributes, ['type']);
    return Object.keys(others).length === 0 ? name : { type: name, ...others };
  }

  #reference(name: string, namespace: string): string {
    const qualified = name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
    if (!this.#defined.has(qualified)) return name;
    return shorten(qualified, namespace);
  }

  #aliases(attributes: JsonObject, namespace: string): JsonObject {
    const aliases = attributes['aliases'] as readonly string[] | undefined;
    if (aliases === undefined || aliases.length === 0) return {};
    const short = aliases.map((alias) => shorten(alias, namespace));
    return { aliases: this.#normalize ? short.toSorted() : short };
  }

  #others(attributes: JsonObject, kind: keyof typeof ownAttributes): JsonObject {
    const naming = kind === 'array' || kind === 'map' ? [] : ['name', 'namespace', 'doc', 'aliases'];
    return this.#rest(attributes, ['type', ...naming, ...ownAttributes[kind]]);
  }

  #rest(attributes: JsonObject, known: readonly string[]): JsonObject {
    const rest = Object.entries(attributes).filter(([key]) => !known.includes(key));
    return Object.fromEntries(this.#normalize ? rest.toSorted(([a], [b]) => (a < b ? -1 : 1)) : rest);
  }
}

function fullName(attributes: JsonObject, enclosing: string): string {
  const name = attributes['name'] as string;
  if (name.includes('.')) return name;
  const namespace = (attributes['namespace'] as string | undefined) ?? enclosing;
  return namespace === '' ? name : `${namespace}.${name}`;
}

function splitName(full: string): { namespace: string; name: string } {
  const dot = full.lastIndexOf('.');
  return { namespace: dot < 0 ? '' : full.slice(0, dot), name: full.slice(dot + 1) };
}

function shorten(full: string, namespace: string): string {
  const split = splitName(full);
  return split.namespace === namespace ? split.name : full;
}

function pick(attributes: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.flatMap((key) => (key in attributes ? [[key, attributes[key] as Json]] : [])));
}
