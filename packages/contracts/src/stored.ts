/** What is kept in Redis, as bytes and back. The shapes are those that the runtime and the domain work on. */

import type {
  CustomerState,
  EmittedRecord,
  JourneyEntry,
  OutboxEntry,
  StoredPosition,
  StoredStanding,
  StoredWake,
} from './generated/records.ts';
import * as generated from './generated/records.ts';
import { compactVersion, decodeCompact, encodeCompactly } from './journey-bytes.ts';
import { StoredCodec } from './stored-codec.ts';

/** A fact in brief, of any source. */
export type StoredFact =
  | generated.PurchaseFact
  | generated.RefundFact
  | generated.SupportContactFact
  | generated.ProfileChangeFact
  | generated.EngagementFact;

/** A customer's durable part, as the runtime works on it. */
export interface StoredCustomer {
  readonly base: CustomerState;
  readonly baseWakes: readonly StoredWake[];
  readonly asOf: StoredPosition;
  readonly facts: readonly { readonly source: number; readonly fact: StoredFact }[];
  readonly emitted: readonly EmittedRecord[];
  readonly registered: readonly StoredWake[];
  readonly counted: StoredStanding | null;
}

const { schemas, storedSchemas } = generated;
const customers = new StoredCodec(schemas.StoredCustomer, storedSchemas.StoredCustomer);
const journeys = new StoredCodec(schemas.JourneyEntry, storedSchemas.JourneyEntry);
const outboxes = new StoredCodec(schemas.OutboxEntry, storedSchemas.OutboxEntry);

/** Before every fact: where the base of a new customer stands. Kept as null, as no long holds it. */
export const beforeEveryFact: StoredPosition = { at: Number.MIN_SAFE_INTEGER, source: 0, id: '' };

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
type Kept = Omit<StoredCustomer, 'asOf' | 'facts'> & {
  readonly asOf: StoredPosition | null;
  readonly facts: readonly WrappedFact[];
};

/** The emitted records' types and the census' groups come from a service: any name, of which only those that the schema lists can be stored. */
type Storable = Omit<StoredCustomer, 'emitted' | 'counted'> & {
  readonly emitted: readonly (Omit<EmittedRecord, 'recordType'> & { readonly recordType: string })[];
  readonly counted: { readonly group: string; readonly amount: number } | null;
};

/** @throws {TypeError} naming the field that does not fit its schema */
export const encodeStoredCustomer = (customer: Storable): Buffer =>
  customers.encode({
    base: customer.base,
    baseWakes: customer.baseWakes,
    asOf: customer.asOf.at === beforeEveryFact.at ? null : customer.asOf,
    facts: customer.facts.map(({ source, fact }): WrappedFact => ({ source, fact: { [branchOf[fact.kind]]: fact } })),
    emitted: customer.emitted,
    registered: customer.registered,
    counted: customer.counted,
  });

/** @throws {DecodeError} */
export function decodeStoredCustomer(bytes: Buffer): StoredCustomer {
  const stored = customers.decode(bytes) as Kept;
  return {
    base: stored.base,
    baseWakes: stored.baseWakes,
    asOf: stored.asOf ?? beforeEveryFact,
    facts: stored.facts.map(({ source, fact }) => ({ source, fact: Object.values(fact)[0] as StoredFact })),
    emitted: stored.emitted,
    registered: stored.registered,
    counted: stored.counted,
  };
}

/** @throws {TypeError} naming the field that does not fit its schema */
export const encodeJourneyEntry = (entry: JourneyEntry): Buffer => encodeCompactly(entry) ?? journeys.encode(entry);

/** @throws {DecodeError} */
export const decodeJourneyEntry = (bytes: Buffer): JourneyEntry =>
  bytes[0] === compactVersion ? decodeCompact(bytes) : (journeys.decode(bytes) as JourneyEntry);

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
