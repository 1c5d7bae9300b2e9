/**
 * From an alert to the webhook received, through actions and delivery, on an idle pipeline, and the same from the notice that
 * raises the alert: 200 notices one after the other, on servers started for it; all services in one process.
 *
 *   node packages/bench/src/alert-to-webhook.ts
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startActions } from '@ebb/actions';
import { headers as headerNames, parseConfig } from '@ebb/contracts';
import { startDelivery, webhookSecrets } from '@ebb/delivery';
import { EventWriter, sourceTopics } from '@ebb/intake';
import { connectKafka, ensureTopics, Schemas } from '@ebb/kafka';
import { startLifecycle } from '@ebb/lifecycle';
import { startStack, temporaryFolder } from '@ebb/stack';

const notices = 200;
const warmUp = 50;
const partitions = 16;
const log = { info: () => undefined, warn: console.warn, error: console.error };

const receiver = createServer((request, response) => {
  request.resume().once('end', () => {
    receiver.emit('arrived');
    response.writeHead(204).end();
  });
});
await once(receiver.listen(0, '127.0.0.1'), 'listening');
const { port } = receiver.address() as AddressInfo;

const target = {
  name: 'bench',
  kind: 'webhook',
  url: `http://127.0.0.1:${port}/`,
  secretFrom: 'BENCH_SECRET',
  allowHttp: true,
  allowPrivate: true,
};
const config = parseConfig(JSON.stringify({ partitions, delivery: { targets: [target], quietHours: null } }), 'bench', () => '');
const secrets = webhookSecrets(config.delivery, { BENCH_SECRET: `whsec_${randomBytes(32).toString('base64')}` });

const directory = await temporaryFolder();
const stack = await startStack({ directory, given: {}, ports: { kafka: 0, redis: 0, schemaRegistry: 0 } });
const { kafkaBrokers, redisUrl, schemaRegistryUrl } = stack.addresses;
const kafka = connectKafka({ brokers: kafkaBrokers.split(','), clientId: 'bench' }, log);
const sources = sourceTopics(config);
const names = [...Object.values(sources), ...Object.values(config.outputs)];
await ensureTopics(
  kafka,
  names.filter((name) => name !== null).map((name) => ({ name, cleanupPolicy: 'compact' as const })),
  partitions,
);
const addresses = { kafkaBrokers: kafkaBrokers.split(','), redisUrl, schemaRegistryUrl, http: { host: '127.0.0.1', port: 0 } };
const services = [
  await startLifecycle(config, addresses, log),
  await startActions(config, addresses, log),
  await startDelivery(config, { ...addresses, webhookSecrets: secrets }, log),
];
const writer = await EventWriter.open(kafka, new Schemas(schemaRegistryUrl, log), { name: 'bench', partitions, topics: sources });

/** A first purchase, so that a notice is that of a customer. */
const purchase = (number: number) => ({
  eventId: `bench-${number}`,
  customerId: `customer-${number}`,
  kind: 'purchase' as const,
  orderId: `bench-${number}`,
  occurredAt: Date.now(),
  amountMinor: 1_000,
  currency: 'EUR',
  channel: null,
  lineItems: [],
  refundOf: null,
});

const notice = (number: number) => ({
  eventId: `bench-${number}`,
  customerId: `customer-${number}`,
  caseId: `bench-${number}`,
  occurredAt: Date.now(),
  what: 'notice-given' as const,
  kind: 'other' as const,
  channel: null,
  desk: null,
  level: null,
  promisedBy: null,
  rating: null,
  motive: 'price' as const,
  effectiveOn: null,
  important: false,
  orderId: null,
  topic: null,
});

/** When each alert was handed to Kafka, by customer: the timestamp of its record. */
const alertedAt = new Map<string, number>();
const alerts = kafka.consumer({ groupId: 'bench-alerts', maxWaitTimeInMs: 50 });
await alerts.connect();
await alerts.subscribe({ topics: [config.outputs.customerAlerts], fromBeginning: true });
await alerts.run({
  eachMessage: async ({ message: { headers, key, timestamp } }) => {
    if (String(headers?.[headerNames.recordType]) !== 'RiskAlert') return;
    alertedAt.set(String(key).split('/')[0] as string, Number(timestamp));
  },
});

/** Milliseconds since the notice was handed to Kafka's client, and when the webhook was received. */
async function deliver(number: number): Promise<{ readonly fromNotice: number; readonly receivedAt: number }> {
  const arrived = once(receiver, 'arrived');
  const begin = performance.now();
  await writer.write('supportContacts', [notice(number)]);
  await arrived;
  return { fromNotice: performance.now() - begin, receivedAt: Date.now() };
}

await writer.write(
  'purchases',
  Array.from({ length: warmUp + notices }, (_, number) => purchase(number)),
);
const delivered = [];
for (let number = 0; number < warmUp + notices; number += 1) delivered.push(await deliver(number));
while (alertedAt.size < delivered.length) await new Promise((resolve) => setTimeout(resolve, 20));

const measured = delivered.map(({ fromNotice, receivedAt }, number) => ({
  fromNotice,
  fromAlert: receivedAt - (alertedAt.get(`customer-${number}`) as number),
}));
const figures = (of: 'fromNotice' | 'fromAlert') => {
  const ascending = measured
    .slice(warmUp)
    .map((one) => one[of])
    .toSorted((a, b) => a - b);
  const quantile = (share: number) => (ascending[Math.ceil(share * ascending.length) - 1] ?? 0).toFixed(1);
  return `p50 ${quantile(0.5)}, p99 ${quantile(0.99)}, most ${quantile(1)}`;
};
process.stdout.write(
  `${notices} notices, one after the other, milliseconds until the webhook is received\n` +
    `  from the alert:  ${figures('fromAlert')}\n  from the notice: ${figures('fromNotice')}\n`,
);

await alerts.disconnect();
await writer.close();
for (const service of services.toReversed()) await service.stop();
await stack.stop();
receiver.close();
