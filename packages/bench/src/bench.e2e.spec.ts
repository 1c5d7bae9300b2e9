import { expect, it } from 'vitest';
import { bench } from './bench.ts';
import { pageOf } from './page.ts';
import { peers } from './run/peers.ts';

const load = { events: 10_000, customers: 1_000, seed: 1 };
const plain = peers.filter(({ name }) => name === 'kafkajs-batch');

it('The bench measures Ebb and a peer that says the same, and writes down what it found', async () => {
  const report = await bench({
    load,
    runs: 2,
    peers: plain,
    latencySeconds: 1,
    capacityShares: [],
    commonPerSecond: null,
    step: async (_what, work) => void (await work()),
  });

  const { peersJob, peers: beside } = report;
  const peer = beside['kafkajs-batch'];
  for (const row of [peersJob, peer]) {
    expect(row?.eventsPerSecond.min).toBeGreaterThan(0);
    expect(row?.eventsPerSecond.max).toBeGreaterThanOrEqual(row?.eventsPerSecond.min ?? Number.NaN);
    expect(row?.redisBytesPerCustomer?.median).toBeGreaterThan(0);
  }
  expect(peersJob.redisBytesPerCustomer?.states.median).toBeGreaterThan(0);
  expect(peersJob.luaP999Milliseconds?.median).toBeGreaterThan(0);
  expect(peersJob.latencyMilliseconds?.p99).toBeGreaterThan(0);
  expect(peer?.ebbIsTimesAsFast.median).toBeGreaterThan(0);
  // Of 1,000 customers nearly all buy, and most more than once: what is compared is not nothing.
  expect(peer?.transitions).toMatchObject({ differing: 0, example: null });
  expect(peer?.transitions?.ours).toBeGreaterThan(1_500);
  expect(report.wholePath.eventsPerSecond.median).toBeGreaterThan(0);
  // Notice is given: something is to be done about it, and reaches the receiver.
  expect(report.wholePath.webhooks.median).toBeGreaterThan(0);
  for (const step of Object.values(report.wholePath.stepMicrosecondsPerEvent)) expect(step.median).toBeGreaterThan(0);
  expect(report.wholePath.latencyMilliseconds.p50).toBeGreaterThan(0);
  expect(pageOf(report)).toContain('| kafkajs-batch |');
});
