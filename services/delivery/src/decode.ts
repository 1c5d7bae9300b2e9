/** From the bytes of a record of `retention-actions` to changes, or to what is wrong with it. */
import { type BadRecord, bad, customerOfKey, faultOfAction, recordKey } from '@ebb/contracts';
import type { Schemas } from '@ebb/kafka';
import type { RawRecord } from '@ebb/runtime';
import { faultOfPlace, recordDecoder } from '@ebb/service';
import {
  changeOfCalledOff,
  changesOfAction,
  changesOfContactability,
  changesOfRetraction,
  changesOfWithheld,
  type Routing,
} from './changes.ts';
import type { Change } from './store.ts';

export interface Decoding {
  readonly schemas: Pick<Schemas, 'writer'>;
  readonly routing: Routing;
  /** Partitions of `retention-actions`. */
  readonly partitions: number;
  /** Milliseconds of the wall clock. */
  readonly now: () => number;
  /** A task of actions says how far it has come. `madeAt`: null where it does not say when. */
  readonly onMarker: (partition: number, from: string, madeAt: number | null) => void;
}

export type DecodeChanges = (
  raw: RawRecord,
  partition: number,
) => readonly Change[] | BadRecord | Promise<readonly Change[] | BadRecord>;

const idCharactersMax = 256;

export function changesDecoder({ schemas, routing, partitions, now, onMarker }: Decoding): DecodeChanges {
  const placed = (record: Identified, raw: RawRecord, partition: number, changes: readonly Change[]) =>
    faultOfIds(record) ??
    faultOfPlace(raw, partition, {
      customerId: record.customerId,
      key: recordKey(record.customerId, record.recordId),
      keyIs: 'customer id and record id,',
      partitions,
    }) ??
    changes;
  const decode = recordDecoder<Carried, readonly Change[] | BadRecord>(schemas, {
    RetentionAction: (action, raw, at) =>
      faultOfAction(action) ?? placed(action, raw, at, changesOfAction(action, raw.brokerAt, routing, now())),
    ActionCalledOff: (off, raw, at) => placed(off, raw, at, [changeOfCalledOff(off)]),
    ActionWithheld: (withheld, raw, at) => placed(withheld, raw, at, changesOfWithheld(withheld, routing, now())),
    // What became of a customer months after is nothing to be sent.
    EffectMeasured: () => [],
    ContactabilityChanged: (changed, raw, at) => placed(changed, raw, at, changesOfContactability(changed)),
    Retraction: (retraction, raw, at) => placed(retraction, raw, at, changesOfRetraction(retraction)),
    Marker: ({ source, madeAt }, _, at) => {
      onMarker(at, source, madeAt);
      return [];
    },
  });
  return (raw, partition) => (raw.value === null ? changesOfTombstone(raw) : decode(raw, partition));
}

type Carried =
  | 'RetentionAction'
  | 'ActionCalledOff'
  | 'ActionWithheld'
  | 'EffectMeasured'
  | 'ContactabilityChanged'
  | 'Retraction'
  | 'Marker';

interface Identified {
  readonly customerId: string;
  readonly recordId: string;
}

/** Nobody but erasure writes a tombstone: nothing is kept of that customer. */
function changesOfTombstone({ key }: RawRecord): readonly Change[] | BadRecord {
  if (key === null || key.length === 0) return bad('missing-key', 'a tombstone without a key');
  const customer = customerOfKey(key.toString());
  return customer === null ? [] : [{ kind: 'erase', customer }];
}

function faultOfIds({ customerId, recordId }: Identified): BadRecord | undefined {
  if (customerId.length > 0 && customerId.length <= idCharactersMax && recordId.length > 0) return undefined;
  return bad(
    'bad-id',
    `customerId has ${customerId.length} characters, recordId ${recordId.length}; 1 to ${idCharactersMax} are allowed`,
  );
}
