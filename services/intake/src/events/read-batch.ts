/** From the body of a request to records of the sources; either all of them are sound or none is taken. */
import {
  type BadRecord,
  type BorderLimits,
  encode,
  engagementFact,
  profileChangeFact,
  purchaseFact,
  type SoundFact,
  type SourceName,
  sourceNames,
  sources,
  supportContactFact,
} from '@ebb/contracts';
import type { SourceRecord } from '../event-writer.ts';
import type { EventSchema } from './event-schema.ts';
import { borderProblem, didYouMean, type EventProblem, misfitsOf } from './problems.ts';

/** A record with the source that it belongs to. */
export type SoundEvent = { [Name in SourceName]: { readonly source: Name; readonly record: SourceRecord<Name> } }[SourceName];

export type Batch =
  | { readonly kind: 'sound'; readonly events: readonly SoundEvent[] }
  | { readonly kind: 'too-many'; readonly count: number }
  | { readonly kind: 'refused'; readonly problems: readonly EventProblem[] };

export interface BatchReading {
  readonly schemas: Readonly<Record<SourceName, EventSchema>>;
  /** Sources that the shop has left out: nobody reads their events. */
  readonly absent: readonly SourceName[];
  /** What the lifecycle lets in. */
  readonly limits: BorderLimits;
  readonly eventsMax: number;
}

/** Bytes of one event as Avro: what Kafka takes in one record, with room for what stands beside it. */
export const eventBytesMax = 512 << 10;

const sourceOfType: ReadonlyMap<string, SourceName> = new Map(sourceNames.map((name) => [sources[name].record, name]));

/** The types that an event may have. */
const eventTypes: readonly string[] = [...sourceOfType.keys()];

/** @param now milliseconds; an event may lie beyond it by as much as clocks may differ */
export function readBatch(body: unknown, reading: BatchReading, now: number): Batch {
  const events = eventsOf(body);
  if (!Array.isArray(events)) return { kind: 'refused', problems: [events] };
  if (events.length > reading.eventsMax) return { kind: 'too-many', count: events.length };
  const read = events.map((event: unknown, index) => readEvent(event, index, reading, now));
  const problems = read.flatMap((one) => ('problems' in one ? one.problems : []));
  if (problems.length > 0) return { kind: 'refused', problems };
  return { kind: 'sound', events: read as SoundEvent[] };
}

function eventsOf(body: unknown): unknown[] | EventProblem {
  const allowed = 'an object with one field, events: a list of at least one event';
  const whole = { index: null, field: null, allowed };
  if (!isObject(body)) return { ...whole, problem: 'the body is no object' };
  const { events, ...others } = body;
  const [stranger] = Object.keys(others);
  if (stranger !== undefined) return { ...whole, problem: `there is no field ${stranger}${didYouMean(stranger, ['events'])}` };
  if (!Array.isArray(events) || events.length === 0) return { ...whole, field: 'events', problem: 'there are no events' };
  return events;
}

type Read = SoundEvent | { readonly problems: readonly EventProblem[] };

function readEvent(event: unknown, index: number, { schemas, absent, limits }: BatchReading, now: number): Read {
  const type = isObject(event) ? event['type'] : undefined;
  const source = typeof type === 'string' ? sourceOfType.get(type) : undefined;
  if (!isObject(event) || source === undefined) return { problems: [unknownType(event, index)] };
  if (absent.includes(source)) return { problems: [leftOut(source, index)] };
  const { type: _, ...fields } = event;
  const schema = schemas[source];
  const parsed = schema.safeParse(fields);
  if (!parsed.success) return { problems: misfitsOf(parsed.error, index, fields, schema) };
  const sound = { source, record: parsed.data } as unknown as SoundEvent;
  const checked = factOf(sound, limits, now);
  if (checked.kind === 'bad') return { problems: [borderProblem(checked, index, schema)] };
  return tooLarge(sound, index) ?? sound;
}

function unknownType(event: unknown, index: number): EventProblem {
  const allowed = `one of ${eventTypes.join(', ')}`;
  if (!isObject(event)) return { index, field: null, problem: 'the event is no object', allowed: 'an object with a type' };
  const { type } = event;
  if (type === undefined) return { index, field: 'type', problem: 'type is missing', allowed };
  if (typeof type !== 'string') return { index, field: 'type', problem: 'type is no text', allowed };
  return { index, field: 'type', problem: `there is no type ${type.slice(0, 60)}${didYouMean(type, eventTypes)}`, allowed };
}

const leftOut = (source: SourceName, index: number): EventProblem => ({
  index,
  field: 'type',
  problem: `nobody reads ${sources[source].record}: sources.${source} is null in the configuration`,
  allowed: 'a type whose source is configured',
});

/** The border of the lifecycle itself, so that nothing is taken here that it would refuse. */
export function factOf({ source, record }: SoundEvent, limits: BorderLimits, now: number): SoundFact | BadRecord {
  switch (source) {
    case 'purchases':
      return purchaseFact(record, limits, now);
    case 'supportContacts':
      return supportContactFact(record, limits, now);
    case 'profiles':
      return profileChangeFact(record, limits, now);
    case 'engagements':
      return engagementFact(record, limits, now);
  }
}

function tooLarge({ source, record }: SoundEvent, index: number): Read | undefined {
  const { length } = encode(sources[source].record, record);
  if (length <= eventBytesMax) return undefined;
  const problem = `the event has ${length} bytes`;
  return { problems: [{ index, field: null, problem, allowed: `up to ${eventBytesMax} bytes` }] };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
