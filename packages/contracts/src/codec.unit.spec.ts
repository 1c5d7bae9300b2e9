import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writerTypeOf } from './avro-types.ts';
import {
  DecodeError,
  decode,
  encode,
  encodeFramed,
  isRecordName,
  type RecordName,
  resolverFor,
  UnreadableSchemaError,
} from './codec.ts';
import { type MainDefectorAlert, type Purchase, type SupportContact, schemas } from './generated/records.ts';
import { unframe } from './wire.ts';

const purchase: Purchase = {
  eventId: 'e1',
  customerId: 'c1',
  kind: 'refund',
  orderId: 'o2',
  occurredAt: 857_000_000_000,
  amountMinor: 1_277,
  currency: 'USD',
  channel: 'web',
  lineItems: [{ sku: null, category: 'cd', quantity: 2, amountMinor: 1_277 }],
  refundOf: { orderId: 'o1', occurredAt: 856_000_000_000 },
};

const notice: SupportContact = {
  eventId: 'e2',
  customerId: 'c1',
  caseId: '4711',
  occurredAt: 857_000_000_000,
  what: 'notice-given',
  kind: 'service-not-performed',
  channel: 'mail',
  desk: 'retention',
  level: 2,
  promisedBy: null,
  rating: null,
  motive: 'better-offer',
  effectiveOn: 10_000,
  important: true,
  orderId: null,
  topic: null,
};

describe('a record', () => {
  test('is read as it was written', () => {
    expect(decode('Purchase', encode('Purchase', purchase))).toEqual(purchase);
    expect(decode('SupportContact', encode('SupportContact', notice))).toEqual(notice);
  });

  test('is framed with the id of its schema', () => {
    expect(unframe(encodeFramed('Purchase', 7, purchase))).toEqual({ schemaId: 7, payload: encode('Purchase', purchase) });
  });

  test('that does not fit is refused with the field', () => {
    const torn = { ...purchase, lineItems: [{ sku: null, category: 'cd', quantity: 0.5, amountMinor: 1 }] };
    expect(() => encode('Purchase', torn)).toThrow('this is no ebb.Purchase: lineItems.0.quantity is 0.5');
  });

  test.each(['Purchase', 'toString', 'Stage'])('%s is known by name or not', (name) => {
    expect(isRecordName(name)).toBe(name === 'Purchase');
  });
});

describe('bad bytes', () => {
  const names = Object.keys(schemas) as RecordName[];

  test('cut short anywhere are an error', () => {
    const bytes = encode('Purchase', purchase);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => decode('Purchase', bytes.subarray(0, length)), `${length} bytes`).toThrow(DecodeError);
    }
  });

  test('with something left over are an error', () => {
    expect(() => decode('Purchase', Buffer.concat([encode('Purchase', purchase), Buffer.alloc(1)]))).toThrow(/trailing data/);
  });

  test('of any kind are an error or a record, at once', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.uint8Array({ maxLength: 60 }), (name, bytes) => {
        expect(['a record', DecodeError]).toContain(outcomeOf(() => decode(name, Buffer.from(bytes))));
      }),
      { numRuns: 3_000 },
    );
  });

  test('that announce a billion items are an error before anything is set aside for them', () => {
    const bytes = Buffer.from(encode('MainDefectorAlert', alert));
    const causes = bytes.indexOf('unknown') - 2;
    const bomb = Buffer.concat([bytes.subarray(0, causes), Buffer.from([0x80, 0xa8, 0xd6, 0xb9, 0x07])]);
    expect(() => decode('MainDefectorAlert', bomb)).toThrow(/truncated buffer/);
  });
});

const marker = (watermark: number) => ({ source: 'replayer', partition: 0, watermark, madeAt: null });

describe('a long', () => {
  test.each([2 ** 52 - 1, -(2 ** 52)])('%d is carried exactly', (watermark) => {
    expect(decode('Marker', encode('Marker', marker(watermark))).watermark).toBe(watermark);
  });

  test.each([2 ** 52, -(2 ** 52) - 1, 2 ** 53])('%d is refused when written, as it would be read as another', (watermark) => {
    expect(() => encode('Marker', marker(watermark))).toThrow(`this is no ebb.Marker: watermark is ${watermark}`);
  });

  test.each([
    ['2 to the 52nd', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10]],
    ['the greatest of 64 bits', [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]],
    ['the least of 64 bits', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]],
  ])('%s is an error when read', (_, varint) => {
    const head = encode('Marker', marker(0)).subarray(0, -2);
    expect(() => decode('Marker', Buffer.concat([head, Buffer.from([...varint, 0])]))).toThrow(DecodeError);
  });

  test('of a writer is refused where an int is read', () => {
    const writer = { ...schemas.Marker, fields: fieldsOf('Marker', { partition: 'long' }) };
    expect(() => resolverFor('Marker', writer)).toThrow(UnreadableSchemaError);
  });
});

describe('data of another writer schema', () => {
  test('is read with defaults for what the writer does not know', () => {
    const { channel: _, lineItems: __, refundOf: ___, ...known } = purchase;
    const fields = fieldsOf('Purchase', {}).filter((field) => field.name in known);
    const writer = { ...schemas.Purchase, fields };
    const read = resolverFor('Purchase', writer);
    expect(read(writerTypeOf(writer).toBuffer(known))).toEqual({ ...known, channel: null, lineItems: [], refundOf: null });
  });

  test('may hold a word that is not known yet, which is read as other', () => {
    const what = { type: 'enum', name: 'ContactWhat', symbols: ['notice_given', 'serenaded'] };
    const writer = { ...schemas.SupportContact, fields: fieldsOf('SupportContact', { what }) };
    const words = { kind: 'service_not_performed', motive: 'better_offer' };
    const read = (word: string) =>
      resolverFor('SupportContact', writer)(writerTypeOf(writer).toBuffer({ ...notice, ...words, what: word }));
    expect(read('serenaded').what).toBe('other');
    expect(read('notice_given')).toEqual(notice);
  });

  test('of the same layout is read as it is', () => {
    const { doc: _, ...undocumented } = schemas.Purchase as { doc: string };
    expect(resolverFor('Purchase', undocumented)(encode('Purchase', purchase))).toEqual(purchase);
  });

  test('that cannot be read is told with the reason', () => {
    const writer = { ...schemas.Purchase, fields: fieldsOf('Purchase', { amountMinor: 'string' }) };
    expect(() => resolverFor('Purchase', writer)).toThrow(/^ebb.Purchase cannot be read from data of this writer schema: /);
  });
});

const alert: MainDefectorAlert = {
  recordId: 'c1@leaving@1998-01-01/alert',
  revision: 0,
  customerId: 'c1',
  at: 0,
  causeId: 'c1@leaving@1998-01-01',
  phase: 'leaving',
  trigger: 'silence',
  stage: 'core',
  lifetime: 1,
  relationship: 'transactional',
  advocacy: 'none',
  causes: [{ cause: 'unknown', proof: 'none', at: 0, caseId: null, detail: '', detailFr: '', restsOn: [] }],
  notAssessable: ['boredom'],
  evidence: {
    silence: {
      lastPurchaseDay: 10_000,
      silenceDays: 74,
      usualGapDays: 21,
      purchaseDays: 5,
      frequency: 5,
      monetaryMinor: 20_000,
      pAlive: 0.3,
      pAliveThreshold: 0.3,
      pBuysWithin180Days: 0.2,
      chanceReasons: [],
      recencyScore: 1,
      frequencyScore: 5,
      monetaryScore: 5,
      pmg: 'large',
    },
    incidents: null,
    notice: null,
    payments: null,
  },
  pmg: 'large',
  valueAtStakeMinor: 18_000,
  openCase: false,
  contactability: { consents: [], doNotContact: [], timeZone: null, language: null },
  calibrationVersion: 1,
  rulesVersion: '0badcafe',
  restsOn: ['order 17'],
  explanation: 'Silent for 74 days, usually buys every 21.',
  explanationFr: 'Silence depuis 74 jours, achète d’habitude tous les 21.',
};

/** "a record", or the class of the error. */
function outcomeOf(decoding: () => unknown): unknown {
  try {
    decoding();
    return 'a record';
  } catch (error) {
    return (error as Error).constructor;
  }
}

interface SchemaField {
  readonly name: string;
  readonly type: unknown;
}

/** The fields of a record, some of them with another type. */
function fieldsOf(record: RecordName, changed: Readonly<Record<string, unknown>>): SchemaField[] {
  const { fields } = schemas[record] as { readonly fields: readonly SchemaField[] };
  return fields.map((field) => (field.name in changed ? { ...field, type: changed[field.name] } : field));
}
