import { randomUUID } from 'node:crypto';
import { encodeFramed, headers, type RecordName, type Records, recordKey } from '@ebb/contracts';
import { connectKafka, ensureTopics } from '@ebb/kafka';
import type { Kafka, Message } from 'kafkajs';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { OutcomeReader, type OutputTopics, readOutcome } from './outcome.ts';
import { tallyOf } from './tally.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const noSchemaId = 1;

let kafka: Kafka;
let topics: OutputTopics;
beforeEach(async () => {
  kafka = connectKafka({ brokers: inject('kafkaBrokers').split(','), clientId: 'test' }, silent);
  const name = randomUUID();
  topics = { customerAlerts: `${name}.alerts`, retentionActions: `${name}.actions`, deadLetters: `${name}.dead-letters` };
  await ensureTopics(
    kafka,
    Object.values(topics).map((topic) => ({ name: topic, cleanupPolicy: 'compact' as const })),
    2,
  );
});

const transition = (recordId: string, revision = 0): Records['LifecycleTransition'] => ({
  recordId,
  revision,
  customerId: 'ann',
  at: 0,
  causeId: 'cause',
  fromStage: 'none',
  toStage: 'first-time',
  fromRisk: 'steady',
  toRisk: 'steady',
  advocacy: 'none',
  lifetime: 1,
  reason: 'first-purchase',
  wonBack: false,
});

const retraction = (recordId: string, revision = 0): Records['Retraction'] => ({
  customerId: 'ann',
  recordId,
  revision,
  recordType: 'LifecycleTransition',
  at: 0,
  causedBy: 'late',
  reason: 'late-fact',
});

interface Position {
  readonly epoch?: number;
  readonly sequence: number;
}

function message<Name extends RecordName>(name: Name, record: Records[Name], { epoch = 1, sequence }: Position): Message {
  return {
    partition: 0,
    key: recordKey('ann', String(sequence)),
    value: encodeFramed(name, noSchemaId, record),
    headers: {
      [headers.service]: 'lifecycle',
      [headers.partition]: '3',
      [headers.epoch]: String(epoch),
      [headers.sequence]: String(sequence),
      [headers.recordType]: name,
    },
  };
}

async function send(...messages: Message[]): Promise<void> {
  const producer = kafka.producer({ maxInFlightRequests: 1 });
  await producer.connect();
  await producer.send({ topic: topics.customerAlerts, messages });
  await producer.disconnect();
}

const recordIds = ({ standing }: Awaited<ReturnType<typeof readOutcome>>) => [...standing].map(({ record }) => record.recordId);

describe('What left', () => {
  it('is nothing where nothing did', async () => {
    const outcome = await readOutcome({ kafka, topics });
    expect({ ...outcome, standing: [...outcome.standing] }).toMatchObject({
      standing: [],
      retractions: 0,
      deadLetters: [],
      gaps: [],
    });
  });

  it('is net of retractions, each of one revision', async () => {
    await send(
      message('LifecycleTransition', transition('a'), { sequence: 1 }),
      message('LifecycleTransition', transition('b'), { sequence: 2 }),
      message('Retraction', retraction('a'), { sequence: 3 }),
      message('Retraction', retraction('b'), { sequence: 4 }),
      message('LifecycleTransition', transition('a', 1), { sequence: 5 }),
      message('Marker', { source: 'lifecycle/3', partition: 0, watermark: 0, madeAt: null }, { sequence: 6 }),
    );
    const outcome = await readOutcome({ kafka, topics });
    expect(recordIds(outcome)).toEqual(['a']);
    expect(outcome.retractions).toBe(2);
    expect(tallyOf(outcome)).toMatchObject({ stages: { 'first-time': 1 }, transitions: { 'none>first-time': 1 } });
  });

  it('counts once what was sent twice, also what was withdrawn since', async () => {
    await send(
      message('LifecycleTransition', transition('a'), { sequence: 1 }),
      message('Retraction', retraction('a'), { sequence: 2 }),
      message('LifecycleTransition', transition('a'), { sequence: 1 }),
      message('LifecycleTransition', transition('b'), { sequence: 3 }),
    );
    const outcome = await readOutcome({ kafka, topics });
    expect(recordIds(outcome)).toEqual(['b']);
    expect(outcome.repeats).toBe(1);
    expect(outcome.gaps).toEqual([]);
  });

  it('names what is missing', async () => {
    await send(
      message('LifecycleTransition', transition('a'), { sequence: 1 }),
      message('LifecycleTransition', transition('c'), { sequence: 3 }),
    );
    const outcome = await readOutcome({ kafka, topics });
    expect(outcome.gaps).toEqual([`from lifecycle/3 to ${topics.customerAlerts}/0: 3 came after 1`]);
    expect(recordIds(outcome)).toEqual(['a', 'c']);
  });
});

it('A reader goes on with what leaves later, and leaves no consumer group behind', async () => {
  const reader = await OutcomeReader.start(kafka, topics);
  await send(message('LifecycleTransition', transition('a'), { sequence: 1 }));
  await reader.reachEnd();
  expect(recordIds(reader.outcome)).toEqual(['a']);
  await send(message('LifecycleTransition', transition('b'), { sequence: 2 }));
  await reader.reachEnd();
  expect(recordIds(reader.outcome)).toEqual(['a', 'b']);
  await reader.stop();

  const admin = kafka.admin();
  await admin.connect();
  const { groups } = await admin.listGroups();
  await admin.disconnect();
  expect(groups.filter(({ groupId }) => groupId.startsWith('ebb-outcome'))).toEqual([]);
});
