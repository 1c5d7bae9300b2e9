import { EventWriter } from '../../services/intake/src/index.ts';
import { sourceNames, sources, topics } from '../contracts/src/index.ts';
import { connectKafka, ensureTopics, Schemas } from '../kafka/src/index.ts';
import { cdnowEnd, readCdnow } from './src/cdnow/index.ts';

const log = { info() {}, warn: console.warn, error: console.error };
const kafka = connectKafka({ brokers: ['127.0.0.1:29192'], clientId: 'dev' }, log);
const names = Object.fromEntries(sourceNames.map((n) => [n, sources[n].name])) as any;
await ensureTopics(
  kafka,
  [...sourceNames.map((n) => ({ name: sources[n].name, cleanupPolicy: 'delete' as const })), ...Object.values(topics)],
  16,
);
const schemas = new Schemas('http://127.0.0.1:28081', log);
const writer = await EventWriter.open(kafka, schemas, { name: 'replay', partitions: 16, topics: names });
const all = [...readCdnow()]
  .flatMap(([customerId, facts]) => facts.map((fact) => ({ customerId, fact })))
  .sort((a, b) => a.fact.at - b.fact.at || (a.fact.id < b.fact.id ? -1 : 1));
const started = Date.now();
let week = Math.floor(all[0]!.fact.at / (7 * 86400000));
let chunk: any[] = [];
const flush = async () => {
  await writer.write('purchases', chunk);
  chunk = [];
};
for (const { customerId, fact } of all) {
  const w = Math.floor(fact.at / (7 * 86400000));
  if (w !== week) {
    await flush();
    await writer.markers(w * 7 * 86400000 - 1);
    week = w;
  }
  chunk.push({
    eventId: fact.id,
    customerId,
    kind: 'purchase',
    orderId: fact.id,
    occurredAt: fact.at,
    amountMinor: fact.amountMinor,
    currency: 'USD',
    channel: 'web',
    lineItems: [{ sku: null, category: 'cd', quantity: 1, amountMinor: fact.amountMinor }],
    refundOf: null,
  });
  if (chunk.length >= 5000) await flush();
}
await flush();
await writer.markers(cdnowEnd);
await writer.close();
console.log('written', all.length, Date.now() - started, 'ms');
