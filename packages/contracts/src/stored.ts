/** What is kept in Redis, as bytes and back. The shapes are those that the runtime and the domain work on. */

import { stages } from '@ebb/domain';
import type {
  CustomerState,
  EmittedRecord,
  JourneyEntry,
  OutboxEntry,
  StoredFlow,
  StoredPosition,
  StoredStanding,
  StoredWake,
} from './generated/records.ts';
import * as generated from './generated/records.ts';
import { decodeCompact, encodeCompactly, entriesTogether } from './journey-bytes.ts';
import { StoredCodec } from './stored-codec.ts';
import { type Cause, emittedByCause, keptByCause } from './stored-emitted.ts';
import { keptPlace, placeFrom } from './stored-place.ts';

/** A fact in brief, of any source. */
export type StoredFact =
  | generated.PurchaseFact
  | generated.RefundFact
  | generated.SupportContactFact
  | generated.ProfileChangeFact
  | generated.EngagementFact;

/** A record that has left. */
type StoredEmission = Pick<EmittedRecord, 'recordType' | 'revision' | 'digest' | 'retracted'> & {
  readonly recordId: string;
  readonly at: number;
  /** As what the census counted it, such as core>inactive; empty for nothing. */
  readonly flow: string;
};

/** A customer's durable part, as the runtime works on it. */
export interface StoredCustomer {
  readonly base: CustomerState;
  readonly baseWakes: readonly StoredWake[];
  readonly asOf: StoredPosition;
  readonly facts: readonly { readonly source: number; readonly fact: StoredFact }[];
  readonly emitted: readonly StoredEmission[];
  readonly registered: readonly StoredWake[];
  readonly counted: StoredStanding | null;
}

const { schemas, storedSchemas } = generated;
const customers = new StoredCodec(schemas.StoredCustomer, storedSchemas.StoredCustomer, true);
const journeys = new StoredCodec(schemas.JourneyEntry, storedSchemas.JourneyEntry);
const outboxes = new StoredCodec(schemas.OutboxEntry, storedSchemas.OutboxEntry);

/** avsc tells the branches of a union of records apart by their name, in an object around the record. */
const branchOf = {
  purchase: 'ebb.PurchaseFact',
  refund: 'ebb.RefundFact',
  'support-contact': 'ebb.SupportContactFact',
  'profile-change': 'ebb.ProfileChangeFact',
  engagement: 'ebb.EngagementFact',
} as const satisfies Record<StoredFact['kind'], string>;

interface WrappedFact {
  readonly source: number;
  readonly fact: Readonly<Record<string, StoredFact>>;
}

/** What avsc reads. */
type Kept = Omit<StoredCustomer, 'asOf' | 'facts' | 'emitted'> & {
  readonly asOf: StoredPosition | number | null;
  readonly facts: readonly WrappedFact[];
  readonly emitted: readonly EmittedRecord[];
};

/** What stands before a fact's id where it is a cause. */
const causePrefix = {
  purchase: '',
  refund: '',
  'support-contact': 'contact:',
  'profile-change': 'profile:',
  engagement: 'engagement:',
} as const satisfies Record<StoredFact['kind'], string>;

const causesOf = (facts: StoredCustomer['facts']): readonly Cause[] =>
  facts.map(({ fact }) => ({ causeId: `${causePrefix[fact.kind]}${fact.id}`, at: fact.at }));

/** The emitted records' types and the census' groups come from a service: any name, of which only those that the schema lists can be stored. */
type Storable = Omit<StoredCustomer, 'emitted' | 'counted'> & {
  readonly emitted: readonly (Omit<StoredEmission, 'recordType'> & { readonly recordType: string })[];
  readonly counted: { readonly group: string; readonly amount: number } | null;
};

/** @throws {TypeError} naming the field that does not fit its schema */
export const encodeStoredCustomer = (customer: Storable): Buffer =>
  customers.encode({
    base: customer.base,
    baseWakes: customer.baseWakes,
    asOf: keptPlace(customer.asOf),
    facts: customer.facts.map(({ source, fact }): WrappedFact => ({ source, fact: { [branchOf[fact.kind]]: fact } })),
    emitted: customer.emitted.length === 0 ? customer.emitted : keptEmitted(customer),
    registered: customer.registered,
    counted: customer.counted,
  });

function keptEmitted({ facts, emitted }: Storable) {
  const causes = causesOf(facts);
  return emitted.map((record) => {
    const { recordType, revision, digest, retracted } = record;
    const { cause, suffix, at } = keptByCause(record, causes);
    return { cause, suffix, recordType, revision, at, digest, retracted, flow: keptFlows.get(record.flow) };
  });
}

/** As the census names them. Undefined, which cannot be stored, for any other. */
const keptFlows: ReadonlyMap<string, StoredFlow | null> = new Map<string, StoredFlow | null>([
  ['', null],
  ...stages.flatMap((fromStage) =>
    stages.map((toStage): [string, StoredFlow] => [`${fromStage}>${toStage}`, { fromStage, toStage }]),
  ),
]);

/** @throws {DecodeError} */
export function decodeStoredCustomer(bytes: Buffer): StoredCustomer {
  const stored = customers.decode(bytes) as Kept;
  const facts = stored.facts.map(({ source, fact }) => ({ source, fact: Object.values(fact)[0] as StoredFact }));
  return {
    base: stored.base,
    baseWakes: stored.baseWakes,
    asOf: placeFrom(stored.asOf),
    facts,
    emitted: stored.emitted.length === 0 ? [] : emissions(stored.emitted, causesOf(facts)),
    registered: stored.registered,
    counted: stored.counted,
  };
}

const emissions = (kept: readonly EmittedRecord[], causes: readonly Cause[]): readonly StoredEmission[] =>
  kept.map((record) => {
    const { recordType, revision, digest, retracted, flow } = record;
    const { recordId, at } = emittedByCause(record, recordType, causes);
    return {
      recordId,
      recordType,
      revision,
      at,
      digest,
      retracted,
      flow: flow === null ? '' : `${flow.fromStage}>${flow.toStage}`,
    };
  });

/**
 * Each holds one entry, or several of one instant.
 * @throws {TypeError} naming the field that does not fit its schema
 */
export const encodeJourneyEntries = (entries: readonly JourneyEntry[]): readonly Buffer[] =>
  entriesTogether(entries).flatMap((some) => encodeCompactly(some) ?? some.map((entry) => journeys.encode(entry)));

/**
 * The entries that lie together.
 * @throws {DecodeError}
 */
export const decodeJourneyEntries = (bytes: Buffer): readonly JourneyEntry[] =>
  decodeCompact(bytes) ?? [journeys.decode(bytes) as JourneyEntry];

/** A record to be sent, as the runtime works on it. */
export type StoredOutboxEntry = Omit<OutboxEntry, 'headers'> & { readonly headers?: Readonly<Record<string, string>> };

/** @throws {TypeError} naming the field that does not fit its schema */
export const encodeOutboxEntry = ({ headers = {}, ...entry }: StoredOutboxEntry): Buffer =>
  outboxes.encode({ ...entry, headers: Object.entries(headers).map(([key, value]) => ({ key, value })) });

/** @throws {DecodeError} */
export function decodeOutboxEntry(bytes: Buffer): StoredOutboxEntry {
  const { headers, ...entry } = outboxes.decode(bytes) as OutboxEntry;
  if (headers.length === 0) return entry;
  return { ...entry, headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])) };
}
