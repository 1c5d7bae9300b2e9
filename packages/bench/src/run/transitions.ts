/** What contenders have said, read from Kafka and held against each other. */
import { randomUUID } from 'node:crypto';
import { decode, headers, type Records, unframe } from '@ebb/contracts';
import { judgeSequence, type SequencePosition } from '@ebb/runtime';
import type { IHeaders } from 'kafkajs';
import type { BenchServers } from './bench-servers.ts';

/** The changes of stage of each customer in the order in which they were said, each with all its fields as text. */
export type SaidByCustomer = ReadonlyMap<string, readonly string[]>;

/**
 * Reads a topic of transitions whole, committed ones only. What changes a customer's risk and not the stage is left out, as the
 * peers' job knows no risk; so is the revision, which counts corrections. What Ebb sent again, as where a worker took over a partition,
 * is dropped by its sequence number, as every reader does.
 * @throws {Error} where a record in the topic has another schema than transitions and Ebb's own markers: a retraction, an alert
 */
export async function readTransitions({ admin, kafka, schemaIds }: BenchServers, topic: string): Promise<SaidByCustomer> {
  const said = new Map<string, string[]>();
  const left = new Map<number, number>();
  for (const { partition, high, low } of await admin.fetchTopicOffsets(topic)) {
    if (Number(high) > Number(low)) left.set(partition, Number(high));
  }
  if (left.size === 0) return said;
  const consumer = kafka.consumer({ groupId: `read-${randomUUID()}`, maxWaitTimeInMs: 100 });
  const repeats = new Repeats();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // Told of batches of control records too, which end transactions and never reach eachBatch.
  consumer.on('consumer.end_batch_process', ({ payload: { partition, lastOffset } }) => {
    if (Number(lastOffset) + 1 >= (left.get(partition) ?? Number.POSITIVE_INFINITY)) left.delete(partition);
    if (left.size === 0) resolve();
  });
  consumer.on('consumer.crash', ({ payload: { error } }) => reject(error));
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      for (const message of batch.messages) {
        if (!repeats.has(batch.partition, message.headers)) take(said, message.value as Buffer, schemaIds.transition);
      }
    },
  });
  try {
    await promise;
  } finally {
    await consumer.disconnect();
  }
  return said;
}

class Repeats {
  readonly #last = new Map<string, SequencePosition>();

  /** Whether the record has come before; one of a peer never has. */
  has(partition: number, { [headers.service]: service, ...own }: IHeaders = {}): boolean {
    if (service === undefined) return false;
    const from = `${String(service)}/${String(own[headers.partition])} ${partition}`;
    const position = { epoch: Number(own[headers.epoch]), sequence: Number(own[headers.sequence]) };
    if (judgeSequence(this.#last.get(from), position) === 'repeat') return true;
    this.#last.set(from, position);
    return false;
  }
}

function take(said: Map<string, string[]>, framed: Buffer, transitionSchemaId: number): void {
  const unframed = unframe(framed);
  if (typeof unframed === 'string') throw new Error(`a record that is no frame: ${unframed}`);
  if (unframed.schemaId !== transitionSchemaId) {
    decode('Marker', unframed.payload);
    return;
  }
  const { revision: _, ...transition }: Records['LifecycleTransition'] = decode('LifecycleTransition', unframed.payload);
  if (transition.fromStage === transition.toStage) return;
  const before = said.get(transition.customerId);
  const text = JSON.stringify(transition);
  if (before === undefined) said.set(transition.customerId, [text]);
  else before.push(text);
}

export interface Comparison {
  readonly ours: number;
  readonly theirs: number;
  /** Customers of whom not the same was said, in the same order. */
  readonly differing: number;
  /** The first of them; null where there is none. */
  readonly example: { readonly ours: readonly string[]; readonly theirs: readonly string[] } | null;
}

export function compareTransitions(ours: SaidByCustomer, theirs: SaidByCustomer): Comparison {
  const differing = [...new Set([...ours.keys(), ...theirs.keys()])].filter(
    (customer) => ours.get(customer)?.join('\n') !== theirs.get(customer)?.join('\n'),
  );
  const first = differing[0];
  return {
    ours: countOf(ours),
    theirs: countOf(theirs),
    differing: differing.length,
    example: first === undefined ? null : { ours: ours.get(first) ?? [], theirs: theirs.get(first) ?? [] },
  };
}

const countOf = (said: SaidByCustomer): number => [...said.values()].reduce((sum, { length }) => sum + length, 0);
