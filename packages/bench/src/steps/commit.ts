/**
 * What is written to Redis for customers that have changed: by Ebb as one commit with a timer for each and a record for every third; by the
 * plain consumer as one HSET of their JSON. Up to the socket.
 */
import { decodeOutboxEntry, encodeOutboxEntry } from '@ebb/contracts';
import { type Connection, RedisStore } from '@ebb/redis';
import type { Commit } from '@ebb/runtime';
import { Command } from 'ioredis';
import { entryOf } from './relay.ts';
import { count, type Step } from './step.ts';

const stateBytes = 150;
const log = { info: () => undefined, warn: console.warn, error: console.error };

const noSocket = {};
/** A connection that leads nowhere: commands are written, and found good. */
const nowhere = {
  defineCommand: () => undefined,
  sendCommand: async (command: { toWritable(socket: object): unknown }) => {
    command.toWritable(noSocket);
    return 'OK';
  },
} as unknown as Connection;

export function commitStep(): Step {
  const store = new RedisStore(nowhere, {
    service: 'lifecycle',
    durability: { kind: 'fsync' },
    journeyBytesMax: 0,
    outboxCodec: { encode: encodeOutboxEntry, decode: decodeOutboxEntry },
    log,
  });
  const numbers = Array.from({ length: count }, (_, number) => number);
  const commit: Commit = {
    owner: { token: 'bench', epoch: 1 },
    after: 1,
    cursor: { sources: [], completeTo: 0, timersTo: [], sequences: {} },
    states: numbers.map((number) => ({ customerId: `customer-${number}`, bytes: Buffer.alloc(stateBytes, number) })),
    timers: [],
    daysPassed: [],
    outbox: numbers.filter((number) => number % 3 === 0).map(entryOf),
    sent: 0,
    journey: [],
    census: {},
  };
  const timers = numbers.map((number) => ({ source: 0, customerId: `customer-${number}`, dueAt: 1_700_000_000_000 + number }));
  const source = { topicId: 'topic', offset: 1, watermark: 1, lastEventAt: 1, lastBrokerAt: 1 };
  const whole: Commit = { ...commit, timers, cursor: { ...commit.cursor, sources: [source] } };
  const json = 'x'.repeat(stateBytes);
  return {
    name: 'commit',
    count,
    ours: () => store.commit(0, whole),
    plain: () => {
      const fields = numbers.flatMap((number) => [`customer-${number}`, json]);
      new Command('hset', ['customers', ...fields]).toWritable(noSocket);
    },
  };
}
