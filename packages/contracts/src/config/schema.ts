/** The shape and the defaults of the configuration. An empty file is valid; every key may be left out. */
import { z } from 'zod';
import { minorDigitsOf } from '../currencies.ts';
import { isTimeZone } from '../time-zones.ts';
import { sources, topics } from '../topics.ts';
import { actionsSchema } from './actions.ts';
import { calibrationSchema } from './calibration.ts';
import { deliverySchema } from './delivery.ts';
import { fittingSchema } from './fitting.ts';
import { lifecycle } from './lifecycle.ts';
import { count, duration, environmentName, name } from './parts.ts';

const timeZone = z.string().refine(isTimeZone, { error: 'is no IANA time zone, such as UTC or Europe/Paris' });

const isCurrency = (text: string): boolean => minorDigitsOf(text) !== undefined;

const currency = z.string().refine(isCurrency, { error: 'is no currency of ISO 4217, such as EUR' });

const datedRate = z.strictObject({
  from: z.iso.date({ error: 'is a day, as yyyy-mm-dd' }),
  rate: z
    .string({ error: 'is an exact decimal in quotes, such as "1.0834": without them YAML reads a rounded number' })
    .regex(/^(?=.*[1-9])\d{1,12}(\.\d{1,12})?$/, { error: 'is a decimal above 0, such as "1.0834"' }),
});

const source = (topic: string) => sourceSettings(topic).prefault({});

/** Null for one that the shop does not have. */
const optionalSource = (topic: string) => sourceSettings(topic).nullable().prefault({});

const sourceSettings = (topic: string) =>
  z.strictObject({
    topic: name.default(topic),
    rekey: z.boolean({ error: 'is true or false' }).default(false),
    clock: z.enum(['wall', 'event']).default('wall'),
    sourceQuietMax: duration.prefault('6h'),
    outOfOrderMax: duration.prefault('5min'),
  });

const kafka = z
  .strictObject({
    clientId: name.default('ebb'),
    groupId: name.default('ebb-lifecycle'),
    sessionTimeout: duration.prefault('30s'),
    ssl: z
      .strictObject({
        caFileFrom: environmentName.nullable().default(null),
        certificateFileFrom: environmentName.nullable().default(null),
        keyFileFrom: environmentName.nullable().default(null),
      })
      .nullable()
      .default(null),
    sasl: z
      .strictObject({
        mechanism: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']),
        usernameFrom: environmentName.default('KAFKA_USERNAME'),
        passwordFrom: environmentName.default('KAFKA_PASSWORD'),
      })
      .nullable()
      .default(null),
  })
  .prefault({});

export const configSchema = z.strictObject({
  businessTimeZone: timeZone.default('UTC'),
  reportingCurrency: currency.default('EUR'),
  rates: z.record(currency, z.array(datedRate).min(1)).default({}),
  amountMaxMinor: count({ min: 1, max: 1_000_000_000_000 }).default(10_000_000_000),
  sources: z
    .strictObject({
      purchases: source(sources.purchases.name),
      supportContacts: optionalSource(sources.supportContacts.name),
      profiles: optionalSource(sources.profiles.name),
      engagements: optionalSource(sources.engagements.name),
    })
    .prefault({}),
  outputs: z
    .strictObject({
      customerAlerts: name.default(topics.customerAlerts.name),
      retentionActions: name.default(topics.retentionActions.name),
      lifecycleCensus: name.default(topics.lifecycleCensus.name),
      calibrations: name.default(topics.calibrations.name),
      deadLetters: name.default(topics.deadLetters.name),
    })
    .prefault({}),
  latenessMax: duration.prefault('48h'),
  clockSkewMax: duration.prefault('5min'),
  partitions: count({ min: 1, max: 1_024 }).default(16),
  batch: z
    .strictObject({
      recordsMax: count({ min: 1, max: 100_000 }).default(5_000),
      statesMax: count({ min: 1, max: 10_000 }).default(1_000),
      bytesMax: count({ min: 65_536, max: 67_108_864 }).default(4_194_304),
    })
    .prefault({}),
  queueRecordsMax: count({ min: 1, max: 1_000_000 }).default(20_000),
  horizonFactsMax: count({ min: 8, max: 10_000 }).default(256),
  journeyBytesMax: count({ min: 0, max: 1_048_576 }).default(4_096),
  outboxEntriesMax: count({ min: 1, max: 1_000_000 }).default(10_000),
  cacheCustomersMax: count({ min: 1, max: 10_000_000 }).default(20_000),
  markerIntervalMin: duration.prefault('1s'),
  canaryInterval: duration.prefault('10s'),
  censusIntervalMin: duration.prefault('1min'),
  offsetCommitIntervalMin: duration.prefault('5s'),
  intake: z
    .strictObject({
      groupId: name.default('ebb-intake'),
      requestEventsMax: count({ min: 1, max: 100_000 }).default(1_000),
      requestBytesMax: count({ min: 1_024, max: 67_108_864 }).default(1_048_576),
      inFlightEventsMax: count({ min: 1, max: 1_000_000 }).default(10_000),
    })
    .prefault({}),
  fitting: fittingSchema,
  delivery: deliverySchema,
  redis: z.strictObject({ acceptWeakDurability: z.boolean().default(false) }).prefault({}),
  kafka,
  lifecycle,
  actions: actionsSchema,
  calibration: z
    .union([calibrationSchema, name], { error: 'is a calibration, the path of a file that holds one, or null' })
    .nullable()
    .default(null),
});
