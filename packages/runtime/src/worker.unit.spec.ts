import { MemoryInput, MemoryOutput, MemoryStateStore } from '@ebb/testing/memory';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OwnershipLost } from './errors.ts';
import { KeptLog, Reader, roomyLimits, toyProgram } from './task.spec-support.ts';
import { Worker } from './worker.ts';

const partitions = 2;
let input: MemoryInput;
let output: MemoryOutput;
let store: MemoryStateStore;
let log: KeptLog;
let lost: OwnershipLost[];
let worker: ReturnType<typeof newWorker>;

const newWorker = (program = toyProgram()) =>
  new Worker(
    program,
    { ...roomyLimits, markerIntervalMin: 1_000_000 },
    { store, input, output, log },
    {
      onBatch: () => undefined,
      onLeft: () => undefined,
      onOwnershipLost: (error) => lost.push(error),
      onRebalance: () => undefined,
    },
  );

beforeEach(() => {
  input = new MemoryInput(2, partitions);
  output = new MemoryOutput();
  store = new MemoryStateStore();
  log = new KeptLog();
  lost = [];
  worker = newWorker();
});
afterEach(() => worker.stop());

const write = (partition: number, at: number) => {
  const value = Buffer.from(JSON.stringify({ customerId: `customer-${partition}`, fact: { id: `p${at}`, at, amount: 2 } }));
  input.append(0, partition, { brokerAt: at, key: null, value, headers: {}, sent: null });
};
const claimed = (...epochs: readonly number[]) =>
  vi.waitFor(() => expect(worker.status().tasks.map(({ epoch }) => epoch)).toEqual(epochs));
const told = () => Object.keys(new Reader(output.records).standing).toSorted();
const outcome = (...records: readonly string[]) => vi.waitFor(() => expect(told()).toEqual(records));

describe('a worker', () => {
  it('works on the partitions assigned, and only on those', async () => {
    for (const partition of [0, 1]) write(partition, 10);
    await worker.start();
    expect(worker.status().joined).toBe(false);
    input.assign([1]);
    await claimed(1);
    for (const partition of [0, 1]) input.deliver(0, partition, 10);
    await outcome('customer-1/p10/even');
    expect(input.isPaused(0, 0)).toBe(true);
    expect(worker.status()).toMatchObject({ joined: true, tasks: [{ partition: 1 }] });
  });

  it('takes over partitions that come, and goes on with those that stay', async () => {
    await worker.start();
    input.assign([0]);
    await claimed(1);
    write(0, 10);
    input.deliver(0, 0, 1);
    await outcome('customer-0/p10/even');
    input.seek(0, 0, 0);
    input.assign([0, 1]);
    await claimed(1, 1);
    expect(input.position(0, 0)).toBe(1);
    write(1, 20);
    input.deliver(0, 1, 1);
    await outcome('customer-0/p10/even', 'customer-1/p20/even');
  });

  it('leaves a partition that is taken away while it still waits for Kafka before its claim', async () => {
    const waiting = Promise.withResolvers<number>();
    const asked = vi.spyOn(input, 'committedEpoch').mockReturnValueOnce(waiting.promise);
    const claims = vi.spyOn(store, 'claim');
    await worker.start();
    input.assign([0]);
    await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce());
    input.assign([]);
    input.assign([0]);
    await claimed(1);
    waiting.resolve(0);
    write(0, 10);
    input.deliver(0, 0, 1);
    await outcome('customer-0/p10/even');
    expect(claims).toHaveBeenCalledOnce();
  });

  it('asks again where Kafka does not answer before a claim', async () => {
    vi.spyOn(input, 'committedEpoch').mockRejectedValueOnce(new Error('no broker'));
    await worker.start();
    input.assign([0]);
    await vi.waitFor(() => expect(worker.status().tasks[0]?.epoch).toBe(1), 3_000);
    expect(worker.status().stopped).toEqual([]);
  });

  it('joins anew where another has claimed its partition, and claims it again where it is assigned again', async () => {
    await worker.start();
    input.assign([0]);
    await claimed(1);
    await store.claim(0, 'another', 0);
    write(0, 10);
    input.deliver(0, 0, 1);
    await vi.waitFor(() => expect(input.rejoined).toBe(1), 3_000);
    expect(lost.map(({ result }) => result)).toEqual(['FENCED']);
    expect(worker.status().joined).toBe(false);
    expect(output.records).toEqual([]);
    input.assign([0]);
    await claimed(3);
    input.deliver(0, 0, 1);
    await outcome('customer-0/p10/even');
  });

  it('does not join anew where the group tells, right after, that the partition is no longer its own', async () => {
    await worker.start();
    input.assign([0]);
    await claimed(1);
    await store.claim(0, 'another', 0);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      write(0, 10);
      input.deliver(0, 0, 1);
      while (lost.length === 0) await vi.advanceTimersByTimeAsync(1);
      input.assign([1]);
      await vi.advanceTimersByTimeAsync(10_000);
    } finally {
      vi.useRealTimers();
    }
    expect(input.rejoined).toBe(0);
    expect(worker.status()).toMatchObject({ joined: true, tasks: [{ partition: 1 }] });
  });

  it('says why a partition can not be worked on, reads no more of it, and goes on with the others', async () => {
    await worker.start();
    const { epoch } = await store.claim(0, 'earlier', 0);
    const source = { topicId: 'topic of old', offset: 0, watermark: 0, lastEventAt: null, lastBrokerAt: null };
    const cursor = { sources: [source, source], completeTo: 0, timersTo: [0, 0], sequences: {} };
    const nothing = { states: [], timers: [], daysPassed: [], outbox: [], sent: 0, journey: [], census: {} };
    await store.commit(0, { owner: { token: 'earlier', epoch }, after: 0, cursor, ...nothing });
    for (const partition of [0, 1]) write(partition, 10);
    input.assign([0, 1]);
    await vi.waitFor(() => expect(worker.status().stopped).toHaveLength(1));
    expect(worker.status().stopped).toMatchObject([{ partition: 0, why: expect.stringContaining('topic of old') as string }]);
    for (const partition of [0, 1]) input.deliver(0, partition, 10);
    await outcome('customer-1/p10/even');
    expect([input.isPaused(0, 0), input.isPaused(0, 1)]).toEqual([true, false]);
    input.assign([1]);
    expect(worker.status().stopped).toEqual([]);
  });

  it('asks nothing of a source that is not there', async () => {
    const [purchases] = toyProgram().sources;
    worker = newWorker(toyProgram({ sources: [purchases ?? null, null] }));
    vi.spyOn(input, 'ends').mockImplementation(async (source) => {
      expect(source).toBe(0);
      return new Map([[0, { low: 0, high: 1 }]]);
    });
    write(0, 10);
    await worker.start();
    input.assign([0]);
    await claimed(1);
    input.deliver(0, 0, 1);
    await outcome('customer-0/p10/even');
    await vi.waitFor(() => expect(worker.status().tasks[0]?.sources.map(({ lag }) => lag)).toEqual([0, null]), 3_000);
    expect(log.warnings).toEqual([]);
  });

  it('refuses sources with unequal numbers of partitions', async () => {
    vi.spyOn(input, 'ends').mockImplementation(
      async (source) => new Map(Array.from({ length: source + 1 }, (_, partition) => [partition, { low: 0, high: 0 }])),
    );
    await expect(worker.start()).rejects.toThrow(/must have the same number of partitions: purchases 1, contacts 2/);
  });

  it('sends what it has committed before it leaves', async () => {
    await worker.start();
    input.assign([0]);
    await claimed(1);
    output.fail('refused');
    const left = vi.spyOn(input, 'stop').mockImplementation(async () => {
      expect(told()).toEqual(['customer-0/p10/even']);
    });
    write(0, 10);
    input.deliver(0, 0, 1);
    await vi.waitFor(() => expect(log.warnings).toHaveLength(1));
    await worker.stop();
    expect(left).toHaveBeenCalledOnce();
    input.assign([0, 1]);
    expect(worker.status().tasks).toHaveLength(1);
    left.mockRestore();
  });
});
