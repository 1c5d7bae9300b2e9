import { type DeadLetterReason, encode, frame, type SourceName, schemaTextOf, sources, subjectOf } from '@ebb/contracts';
import { eventOf, frameOf, nameIn, type Outcome, Pipeline, type RawMessage, until, untilSaid } from '@ebb/testing/pipeline';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';

const servers = {
  kafkaBrokers: inject('kafkaBrokers'),
  redisUrl: inject('redisUrl'),
  schemaRegistryUrl: inject('schemaRegistryUrl'),
};
const day = 86_400_000;
const start = Date.UTC(2026, 0, 10);
const partitions = 2;
const dollars = {
  reportingCurrency: 'USD',
  rates: { EUR: [{ from: '2026-01-01', rate: '1.1' }], VND: [{ from: '2026-01-01', rate: '0.00004' }] },
};

/** What a test of one bad record has at hand. */
interface Bench {
  readonly source: SourceName;
  readonly customerId: string;
  readonly schemaId: number;
  /** Ids of schemas that nobody should write this source with. */
  readonly strange: { readonly otherSource: number; readonly foreignName: number; readonly tooFewFields: number };
}

/** One way for a record to be bad: what is put in place of a sound one. */
interface Fault {
  readonly what: string;
  readonly reason: DeadLetterReason;
  readonly message: (bench: Bench) => Partial<RawMessage>;
}

const soundValue = ({ source, schemaId, customerId }: Bench, changes: object = {}): Buffer =>
  frameOf(source, schemaId, { ...eventOf(source, customerId, start), ...changes });

const saying = (changes: object) => (bench: Bench) => ({ value: soundValue(bench, changes) });
const reframed = (schemaId: number, bench: Bench) => ({ value: frame(schemaId, soundValue(bench).subarray(5)) });

const faultsOfAnySource: readonly Fault[] = [
  { what: 'no value', reason: 'missing-value', message: () => ({ value: null }) },
  { what: 'four bytes', reason: 'too-short', message: () => ({ value: Buffer.from([0, 0, 0, 1]) }) },
  { what: 'a wrong magic byte', reason: 'wrong-magic-byte', message: () => ({ value: Buffer.from('{"customerId":"ann"}') }) },
  { what: 'a schema id nobody registered', reason: 'unknown-schema', message: (bench) => reframed(2_000_000_000, bench) },
  { what: 'Avro cut short', reason: 'broken-avro', message: (bench) => ({ value: soundValue(bench).subarray(0, 12) }) },
  {
    what: 'bytes after its Avro',
    reason: 'broken-avro',
    message: (bench) => ({ value: Buffer.concat([soundValue(bench), Buffer.from([7])]) }),
  },
  { what: "another source's schema", reason: 'wrong-record-type', message: (b) => reframed(b.strange.otherSource, b) },
  { what: 'a schema of a foreign name', reason: 'unreadable-schema', message: (b) => reframed(b.strange.foreignName, b) },
  {
    what: 'a schema without the fields needed',
    reason: 'unreadable-schema',
    message: (b) => ({ value: frame(b.strange.tooFewFields, Buffer.from([0])) }),
  },
  { what: 'no key', reason: 'missing-key', message: () => ({ key: null }) },
  { what: 'an empty key', reason: 'missing-key', message: () => ({ key: Buffer.alloc(0) }) },
  { what: 'a key that is not its customer id', reason: 'wrong-key', message: () => ({ key: Buffer.from('somebody-else') }) },
  {
    what: 'a key of another partition',
    reason: 'wrong-partition',
    message: (bench) => {
      const customerId = nameIn(1, partitions, 'elsewhere');
      return { key: Buffer.from(customerId), value: soundValue({ ...bench, customerId }) };
    },
  },
  { what: 'no event id', reason: 'bad-id', message: saying({ eventId: '' }) },
  { what: 'a time in 1970', reason: 'absurd-time', message: saying({ occurredAt: start / 1_000 }) },
  {
    what: "a time beyond the broker's by more than clocks differ",
    reason: 'future-time',
    message: (bench) => ({ value: soundValue(bench, { occurredAt: start + day }), timestamp: start + day - 6 * 60_000 }),
  },
];

/** What a source's record says wrong: the fields that are changed of a sound one. */
const fieldFault = (reason: DeadLetterReason, what: string, changes: object): Fault => ({
  what,
  reason,
  message: saying(changes),
});

const tooLong = 'x'.repeat(257);
const dayIn1970 = 1;

/** Kinds of profile changes that say nothing without a field of theirs. */
const neededByProfileChange = {
  consent: 'granted',
  'do-not-contact': 'granted',
  'time-zone': 'timeZone',
  language: 'language',
  relationship: 'relationship',
  'share-of-wallet': 'shareOfWalletPercent',
  referral: 'referredCustomerId',
  partner: 'granted',
  'invoice-unpaid': 'invoiceId',
  'invoice-paid': 'invoiceId',
  'legal-bar': 'granted',
  'abandonment-approved': 'approvedBy',
  lost: 'lossReason',
} as const;

const faults: Readonly<Record<SourceName, readonly Fault[]>> = {
  purchases: [
    ...faultsOfAnySource,
    fieldFault('absurd-amount', 'a negative amount', { amountMinor: -1 }),
    fieldFault('absurd-amount', 'an amount beyond the limit', { amountMinor: 10_000_000_001 }),
    fieldFault('absurd-amount', 'a refund of nothing', { kind: 'refund', amountMinor: 0 }),
    fieldFault('absurd-amount', 'a refund that is worth nothing', { kind: 'refund', amountMinor: 1, currency: 'VND' }),
    fieldFault('absurd-time', 'a refund of a purchase in 1970', {
      kind: 'refund',
      refundOf: { orderId: 'order-0', occurredAt: start / 1_000 },
    }),
    fieldFault('unknown-currency', 'a currency that does not exist', { currency: 'XYZ' }),
    fieldFault('no-rate', 'a currency without a rate', { currency: 'SEK' }),
    fieldFault('no-rate', 'a rate that begins later', { currency: 'EUR', occurredAt: Date.UTC(2025, 11, 31) }),
  ],
  supportContacts: [
    ...faultsOfAnySource,
    fieldFault('bad-id', 'no case id', { caseId: '' }),
    fieldFault('bad-id', 'a desk of 257 characters', { desk: tooLong }),
    fieldFault('absurd-value', 'a level of 9', { level: 9 }),
    fieldFault('absurd-value', 'a rating of 0', { what: 'rating', rating: 0 }),
    fieldFault('absurd-time', 'a promise for 1970', { promisedBy: start / 1_000 }),
    fieldFault('absurd-time', 'a notice for 1970', { what: 'notice-given', effectiveOn: dayIn1970 }),
    fieldFault('missing-field', 'a promise without a time', { what: 'promised', promisedBy: null }),
    fieldFault('missing-field', 'a rating without stars', { what: 'rating', rating: null }),
  ],
  profiles: [
    ...faultsOfAnySource,
    ...Object.entries(neededByProfileChange).map(([what, field]) =>
      fieldFault('missing-field', `${what} without ${field}`, { what, [field]: null }),
    ),
    fieldFault('absurd-value', 'a share of 300 %', { shareOfWalletPercent: 300 }),
    fieldFault('absurd-value', 'a time zone on Mars', { what: 'time-zone', timeZone: 'Mars/Olympus' }),
    fieldFault('absurd-value', 'a language that is none', { language: 'in english' }),
    fieldFault('absurd-time', 'an invoice due in 1970', { what: 'invoice-unpaid', invoiceId: 'i-1', dueOn: dayIn1970 }),
    fieldFault('bad-id', 'an invoice of 257 characters', { what: 'invoice-paid', invoiceId: tooLong }),
    fieldFault('bad-id', 'a referral of nobody', { what: 'referral', referredCustomerId: '' }),
    fieldFault('bad-id', 'an approval by nobody', { what: 'abandonment-approved', approvedBy: '' }),
    fieldFault('bad-id', 'a consent from nowhere', { what: 'consent', granted: true, consentSource: '' }),
  ],
  engagements: [
    ...faultsOfAnySource,
    fieldFault('bad-id', 'no action id', { actionId: '' }),
    fieldFault('bad-id', 'an action id of 1,025 characters', { actionId: 'x'.repeat(1_025) }),
    fieldFault('absurd-time', 'a call-back in 1970', { callBackAt: 1 }),
    fieldFault('missing-field', 'an outcome that is none', { what: 'outcome', outcome: null }),
  ],
};

const cases = (Object.keys(faults) as SourceName[]).flatMap((source) => faults[source].map((fault) => ({ source, ...fault })));

const opened: Pipeline[] = [];

async function openPipeline(database: number, config: Record<string, unknown> = {}): Promise<Pipeline> {
  const pipeline = await Pipeline.open({ servers, partitions, database, config: { ...dollars, ...config } });
  opened.push(pipeline);
  return pipeline;
}

const closeAll = async () => {
  await Promise.all(opened.splice(0).map((pipeline) => pipeline.close()));
};

/** The registry's id of a source's schema. */
const schemaIdOf = ({ schemas }: Pipeline, source: SourceName): Promise<number> => {
  const { record } = sources[source];
  return schemas.register(subjectOf(record), schemaTextOf(record));
};

/** Schemas as a mistaken producer might register them. */
async function strangeSchemas({ schemas }: Pipeline, source: SourceName): Promise<Bench['strange']> {
  const { record } = sources[source];
  const other = source === 'purchases' ? 'Engagement' : 'Purchase';
  const schema = JSON.parse(schemaTextOf(record)) as object;
  const foreign = { ...schema, namespace: 'shop', name: `Foreign${record}` };
  const few = { ...schema, fields: [{ name: 'eventId', type: 'string' }] };
  return {
    otherSource: await schemas.register(subjectOf(other), schemaTextOf(other)),
    foreignName: await schemas.register(`test.foreign-${record}`, JSON.stringify(foreign)),
    tooFewFields: await schemas.register(`test.few-${record}`, JSON.stringify(few)),
  };
}

/** Types of the records that a sound event of a source leads to by itself. */
const saidOfSound: Readonly<Record<SourceName, readonly string[] | undefined>> = {
  purchases: ['LifecycleTransition'],
  supportContacts: undefined,
  profiles: ['ContactabilityChanged'],
  engagements: undefined,
};

describe('a bad record goes to the dead letters, and the next one of its partition is processed', () => {
  /** What was put where, by source and fault, and the customer whose sound record lies behind it. */
  const put = new Map<string, { readonly message: RawMessage; readonly offset: number; readonly next: string }>();
  let pipeline: Pipeline;
  let outcome: Outcome;

  beforeAll(async () => {
    pipeline = await openPipeline(8);
    for (const source of Object.keys(faults) as SourceName[]) {
      const bench = { source, schemaId: await schemaIdOf(pipeline, source), strange: await strangeSchemas(pipeline, source) };
      for (const [number, { what, message }] of faults[source].entries()) {
        const customerId = nameIn(0, partitions, `bad-${source}-${number}`);
        const next = nameIn(0, partitions, `good-${source}-${number}`);
        const value = soundValue({ ...bench, customerId });
        const sound = { partition: 0, key: Buffer.from(customerId), value, headers: { trace: 'a1b2' } };
        const bad = { ...sound, ...message({ ...bench, customerId }) };
        const offset = await pipeline.put(source, bad);
        await pipeline.put(source, {
          partition: 0,
          key: Buffer.from(next),
          value: soundValue({ ...bench, customerId: next }),
        });
        put.set(`${source} ${what}`, { message: bad, offset, next });
      }
    }
    await pipeline.writer.markers(start + day);
    await pipeline.startWorker();
    await pipeline.completeTo(start + day);
    outcome = await pipeline.outcome();
  });
  afterAll(closeAll);

  it.each(cases)('$source: $what is $reason', async ({ source, what, reason }) => {
    const { message, offset, next } = put.get(`${source} ${what}`) as NonNullable<ReturnType<typeof put.get>>;
    const topic = pipeline.topic(source);
    const letter = outcome.deadLetters.find((one) => one.topic === topic && one.offset === offset);
    expect(letter).toMatchObject({ service: 'lifecycle', partition: 0, reason, detail: expect.stringMatching(/\w/) });
    expect(letter?.key).toEqual(message.key);
    expect(letter?.value).toEqual(message.value);
    expect(letter?.headers).toEqual([{ key: 'trace', value: Buffer.from('a1b2') }]);
    expect(await pipeline.journey(next)).toContainEqual(expect.objectContaining({ id: `${next}-${start}`, at: start }));
    expect(outcome.standing.get(next)?.map(({ type }) => type)).toEqual(saidOfSound[source]);
  });

  it('and nothing else goes there, nothing bad is acted on, and nothing is said twice', () => {
    expect(outcome.deadLetters).toHaveLength(cases.length);
    expect([...outcome.standing.keys()].filter((customerId) => !customerId.startsWith('good-'))).toEqual([]);
    expect(outcome.faults).toEqual([]);
  });
});

describe('records that are sound, and still change nothing', () => {
  afterEach(closeAll);

  it('an id that was seen before, whatever it says now', async () => {
    const pipeline = await openPipeline(9);
    const ann = nameIn(0, partitions, 'ann');
    const first = eventOf('purchases', ann, start);
    await pipeline.writer.write('purchases', [first, first, { ...first, occurredAt: start + day, amountMinor: 99 }]);
    await pipeline.writer.markers(start + 2 * day);
    const worker = await pipeline.startWorker();
    await pipeline.completeTo(start + 2 * day);
    const outcome = await pipeline.outcome();
    expect(outcome.standing.get(ann)).toEqual([expect.objectContaining({ toStage: 'first-time', at: start })]);
    expect(outcome).toMatchObject({ retractions: 0, deadLetters: [], faults: [] });
    expect((await pipeline.journey(ann)).filter(({ what }) => what === 'purchase')).toHaveLength(1);
    expect(await (await fetch(`${worker.url}/metrics`)).text()).toContain('ebb_duplicate_events_total 2');
  });

  it('one older than what is settled for its customer: it is a dead letter, too-late', async () => {
    const pipeline = await openPipeline(10);
    const ann = nameIn(0, partitions, 'ann');
    const late = eventOf('purchases', ann, start - day);
    await pipeline.startWorker();
    for (const [event, completeTo] of [
      [eventOf('purchases', ann, start), start + 10 * day],
      [eventOf('purchases', ann, start + 11 * day), start + 11 * day],
      [late, start + 12 * day],
    ] as const) {
      await pipeline.writer.write('purchases', [event]);
      await pipeline.writer.markers(completeTo);
      await pipeline.completeTo(completeTo);
    }
    const outcome = await pipeline.outcome();
    expect(outcome.deadLetters).toEqual([
      expect.objectContaining({ topic: pipeline.topic('purchases'), reason: 'too-late', key: Buffer.from(ann) }),
    ]);
    expect(outcome.deadLetters[0]?.value?.subarray(5)).toEqual(encode('Purchase', late));
    expect(outcome.standing.get(ann)).toHaveLength(2);
    expect(outcome.retractions).toBe(0);
  });
});

describe('a source of which most of a thousand records are bad', () => {
  afterEach(closeAll);

  it('is not read on in that partition, says why and what to do, and holds up nobody else', async () => {
    const pipeline = await openPipeline(11, { batch: { recordsMax: 500 } });
    const [behind, elsewhere] = [nameIn(0, partitions, 'behind'), nameIn(1, partitions, 'elsewhere')];
    const bad = { partition: 0, key: Buffer.from('x'), value: Buffer.from('{"not":"Avro"}') };
    await pipeline.putAll(
      'purchases',
      Array.from({ length: 1_000 }, () => bad),
    );
    const worker = await pipeline.startWorker();
    const why = await until('the purchases of partition 0 stop', async () => {
      const { tasks } = await worker.status();
      return tasks.find(({ partition }) => partition === 0)?.sources[0]?.stopped ?? undefined;
    });
    expect(why).toMatch(/purchases partition 0: \d+ of the last \d+ records were bad; not read on from offset \d+/);
    expect(why).toContain('Correct it and restart');
    await untilSaid(worker, why);
    const metrics = await (await fetch(`${worker.url}/metrics`)).text();
    expect(metrics).toContain(`ebb_source_stopped{topic="${pipeline.topic('purchases')}",partition="0"} 1`);
    expect(metrics).toContain(`ebb_source_stopped{topic="${pipeline.topic('purchases')}",partition="1"} 0`);

    await pipeline.writer.write('purchases', [eventOf('purchases', behind, start), eventOf('purchases', elsewhere, start)]);
    await pipeline.writer.write('supportContacts', [eventOf('supportContacts', behind, start)]);
    await until('the contacts of partition 0 are read', async () => (await pipeline.journey(behind)).length > 0);
    await until('the purchases of partition 1 are read', async () => (await pipeline.journey(elsewhere)).length > 0);
    expect(await pipeline.journey(behind)).toEqual([expect.objectContaining({ what: 'support-contact' })]);
    expect((await pipeline.outcome()).deadLetters).toHaveLength(1_000);

    expect(await worker.stop()).toBe(0);
    await pipeline.startWorker();
    await until('after a restart they are read on', async () => (await pipeline.journey(behind)).length > 1);
  });
});
