/** What the service of actions keeps of a customer in Redis, as bytes and back. */
import { type ActionsState, type AlertFact, factIdOf, type Withdrawal, withdrawalIdOf } from '@ebb/domain';
import type { EmittedAction, StoredPosition, StoredWake } from './generated/records.ts';
import * as generated from './generated/records.ts';
import { StoredCodec } from './stored-codec.ts';
import { type Cause, emittedByCause, keptByCause } from './stored-emitted.ts';
import { keptPlace, placeFrom } from './stored-place.ts';

/** A record of `customer-alerts` as a fact of actions; with its revision, as it is kept as the record that it was. */
export type HeardFact = Heard<AlertFact>;

/** For each kind of fact by itself. */
type Heard<Fact> = Fact extends Withdrawal
  ? Fact & { readonly recordId: string; readonly revision: number }
  : Fact & { readonly revision: number };

/** A record that has left. */
type EmittedActionRecord = Omit<EmittedAction, 'cause' | 'suffix' | 'at'> & {
  readonly recordId: string;
  readonly at: number;
};

/** A customer's durable part, as the runtime works on it. */
export interface StoredActions {
  readonly base: ActionsState;
  readonly baseWakes: readonly StoredWake[];
  readonly asOf: StoredPosition;
  readonly facts: readonly { readonly source: number; readonly fact: HeardFact }[];
  readonly emitted: readonly EmittedActionRecord[];
  readonly registered: readonly StoredWake[];
  /** Actions count what they have said, and no customer. */
  readonly counted: null;
}

/** The emitted records' types come from a processor: any name, of which only those that the schema lists can be stored. */
type Storable = Omit<StoredActions, 'emitted' | 'counted'> & {
  readonly emitted: readonly (Omit<EmittedActionRecord, 'recordType'> & { readonly recordType: string })[];
};

type Branch = `ebb.${Exclude<HeardFact['type'], 'Withdrawal'> | 'StoredWithdrawal'}`;

/** avsc tells the branches of a union of records apart by their name, in an object around the record. */
type WrappedFact = Readonly<Partial<Record<Branch, object>>>;

/** What avsc reads. */
type Kept = Omit<StoredActions, 'asOf' | 'facts' | 'emitted'> & {
  readonly asOf: StoredPosition | number | null;
  readonly facts: readonly WrappedFact[];
  readonly emitted: readonly EmittedAction[];
};

const causesOf = (facts: StoredActions['facts']): readonly Cause[] =>
  facts.map(({ fact: { recordId, at } }) => ({ causeId: recordId, at }));

const { schemas, storedSchemas } = generated;
const codec = new StoredCodec(schemas.StoredActions, storedSchemas.StoredActions);

/** `customer-alerts` is all that they read. */
const onlySource = 0;

/** @throws {TypeError} naming the field that does not fit its schema */
export function encodeStoredActions(stored: Storable): Buffer {
  const causes = causesOf(stored.facts);
  return codec.encode({
    base: stored.base,
    baseWakes: stored.baseWakes,
    asOf: keptPlace(stored.asOf),
    facts: stored.facts.map(({ fact }) => wrap(fact)),
    emitted: stored.emitted.map((record) => ({ ...record, ...keptByCause(record, causes) })),
    registered: stored.registered,
  });
}

/** @throws {DecodeError} */
export function decodeStoredActions(bytes: Buffer): StoredActions {
  const stored = codec.decode(bytes) as Kept;
  const facts = stored.facts.map((wrapped) => ({ source: onlySource, fact: unwrap(wrapped) }));
  const causes = causesOf(facts);
  return {
    base: stored.base,
    baseWakes: stored.baseWakes,
    asOf: placeFrom(stored.asOf),
    facts,
    emitted: stored.emitted.map(({ cause, suffix, at, ...rest }) => ({
      ...rest,
      ...emittedByCause({ cause, suffix, at }, rest.recordType, causes),
    })),
    registered: stored.registered,
    counted: null,
  };
}

const wrap = (fact: HeardFact): WrappedFact => ({
  [fact.type === 'Withdrawal' ? 'ebb.StoredWithdrawal' : (`ebb.${fact.type}` as const)]: fact,
});

function unwrap(wrapped: WrappedFact): HeardFact {
  const [[branch, record]] = Object.entries(wrapped) as [[Branch, { recordId: string; revision: number; at: number }]];
  const { recordId, revision } = record;
  if (branch === 'ebb.StoredWithdrawal') return withdrawalOf(record);
  return { ...record, type: branch.slice('ebb.'.length), id: factIdOf(recordId, revision) } as HeardFact;
}

/** A record that is taken back, as a fact. */
export const withdrawalOf = ({ recordId, revision, at }: { recordId: string; revision: number; at: number }): HeardFact => ({
  type: 'Withdrawal',
  id: withdrawalIdOf(recordId, revision),
  at,
  withdraws: factIdOf(recordId, revision),
  recordId,
  revision,
});
