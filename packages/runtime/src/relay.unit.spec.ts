import { MemoryOutput } from '@ebb/testing/memory';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OutboxEntry } from './ports.ts';
import { Relay } from './relay.ts';
import { KeptLog } from './task.spec-support.ts';

const entry = (sequence: number): OutboxEntry => ({
  topic: 'alerts',
  partition: 0,
  key: Buffer.from('key'),
  value: Buffer.from('value'),
  epoch: 1,
  sequence,
  recordType: 'Alert',
  recordId: `alert-${sequence}`,
  revision: 0,
});
const entries = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => entry(from + index));

/** A task as the relay knows it. */
const taskOf = (partition: number) => {
  const acknowledged: number[] = [];
  return { partition, acknowledged, onSent: (count: number) => void acknowledged.push(count) };
};

let output: MemoryOutput;
let log: KeptLog;
let relay: Relay;
beforeEach(() => {
  vi.useFakeTimers();
  output = new MemoryOutput();
  log = new KeptLog();
  relay = new Relay(output, 'toy', log);
});
afterEach(() => {
  vi.useRealTimers();
});
const sequences = () => output.records.map((record) => record.entry.sequence);

describe('the relay', () => {
  it('sends what tasks have committed, each in its order, with the partition it comes from', async () => {
    const [one, two] = [taskOf(1), taskOf(2)];
    relay.enqueue(one, entries(1, 2));
    relay.enqueue(two, entries(7, 7));
    relay.enqueue(one, entries(3, 3));
    await relay.sendSome();
    expect(output.records.map((record) => `${record.service}/${record.sourcePartition}:${record.entry.sequence}`)).toEqual([
      'toy/1:1',
      'toy/1:2',
      'toy/2:7',
      'toy/1:3',
    ]);
    expect([one.acknowledged, two.acknowledged]).toEqual([[2, 1], [1]]);
  });

  it.each([
    ['taken', 'refused' as const, [1, 2, 3]],
    ['acknowledged', 'unacknowledged' as const, [1, 2, 1, 2, 1, 2, 3]],
  ])('sends the same records again, before all others, until they are %s', async (_, failure, expected) => {
    const task = taskOf(0);
    output.fail(failure, failure);
    relay.enqueue(task, entries(1, 2));
    const sending = relay.sendSome();
    relay.enqueue(task, entries(3, 3));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await sending).toBe(true);
    expect(task.acknowledged).toEqual([2]);
    await relay.sendSome();
    expect(sequences()).toEqual(expected);
    expect(task.acknowledged).toEqual([2, 1]);
    expect(log.warnings).toEqual(['sending failed; trying until it succeeds']);
  });

  it('waits longer from try to try, up to a bound', async () => {
    output.fail(...Array.from({ length: 12 }, () => 'refused' as const));
    relay.enqueue(taskOf(0), entries(1, 1));
    const sending = relay.sendSome();
    const begun = Date.now();
    await vi.runAllTimersAsync();
    await sending;
    expect(Date.now() - begun).toBe(100 + 200 + 400 + 800 + 1_600 + 3_200 + 6 * 5_000);
  });

  it('drops what a task that has lost its partition still had to send, and nothing else', async () => {
    const [lost, kept] = [taskOf(1), taskOf(2)];
    relay.enqueue(lost, entries(1, 2));
    relay.enqueue(kept, entries(7, 8));
    relay.drop(lost);
    await relay.sendSome();
    expect(sequences()).toEqual([7, 8]);
    expect(lost.acknowledged).toEqual([]);
  });

  it('sends a bounded number of records at once', async () => {
    const task = taskOf(0);
    for (let from = 1; from <= 5_000; from += 500) relay.enqueue(task, entries(from, from + 499));
    await relay.sendSome();
    expect(output.records).toHaveLength(2_000);
    while (await relay.sendSome()) {
      // Until all is sent.
    }
    expect(sequences()).toEqual(entries(1, 5_000).map(({ sequence }) => sequence));
  });

  it('sends what is queued before it stops', async () => {
    relay.start();
    const task = taskOf(0);
    relay.enqueue(task, entries(1, 3));
    const stopped = relay.stop(5_000);
    await vi.runAllTimersAsync();
    await stopped;
    expect(task.acknowledged).toEqual([3]);
  });

  it('stops in bounded time where nothing can be sent: what is left stays in the outbox', async () => {
    output.fail(...Array.from({ length: 100 }, () => 'refused' as const));
    relay.start();
    const task = taskOf(0);
    relay.enqueue(task, entries(1, 3));
    relay.enqueue(task, entries(4, 6));
    const begun = Date.now();
    const stopped = relay.stop(5_000);
    await vi.runAllTimersAsync();
    await stopped;
    expect(Date.now() - begun).toBeLessThan(15_000);
    expect(task.acknowledged).toEqual([]);
    expect(output.records).toEqual([]);
  });
});
