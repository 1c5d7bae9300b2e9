/** The shape and the defaults of the configuration. An empty file is valid; every key may be left out. */
import { defaultRules } from '@ebb/domain';
import { z } from 'zod';
import { minorDigitsOf } from '../currencies.ts';
import { sources, topics } from '../topics.ts';
import { calibrationSchema } from './calibration.ts';
import { parseDuration } from './durations.ts';

const count = (allowed: { min: number; max: number }) =>
  z
    .int({ error: `is a whole number from ${allowed.min} to ${allowed.max}` })
    .min(allowed.min)
    .max(allowed.max);

const duration = z.string({ error: 'is a duration, such as 48h, 5min or 30d' }).transform((text, context) => {
  const milliseconds = parseDuration(text);
  if (milliseconds !== undefined) return milliseconds;
  context.addIssue({
    code: 'custom',
    message: 'is no duration: a whole number and ms, s, min, h or d, such as 48h, 5min or 30d',
  });
  return z.NEVER;
});

const name = z.string().min(1);

const timeZone = z.string().refine(isTimeZone, { error: 'is no IANA time zone, such as UTC or Europe/Paris' });

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const isCurrency = (text: string): boolean => minorDigitsOf(text) !== undefined;

const currency = z.string().refine(isCurrency, { error: 'is no currency of ISO 4217, such as EUR' });

const datedRate = z.strictObject({
  from: z.iso.date({ error: 'is a day, as yyyy-mm-dd' }),
  rate: z
    .string({ error: 'is an exact decimal in quotes, such as "1.0834": without them YAML reads a rounded number' })
    .regex(/^(?=.*[1-9])\d{1,12}(\.\d{1,12})?$/, { error: 'is a decimal above 0, such as "1.0834"' }),
});

const source = (topic: string) =>
  z
    .strictObject({
      topic: name.default(topic),
      clock: z.enum(['wall', 'event']).default('wall'),
      sourceQuietMax: duration.prefault('6h'),
      outOfOrderMax: duration.prefault('5min'),
    })
    .prefault({});

const probability = { error: 'is a number between 0 and 1' };
const pAlive = z.number(probability).gt(0, probability).lt(1, probability);
const days = count({ min: 1, max: 3_650 });

const silenceRule = (defaults: { pAlive: number; daysMin: number; daysMax: number }) =>
  z
    .strictObject({
      pAlive: pAlive.default(defaults.pAlive),
      daysMin: days.default(defaults.daysMin),
      daysMax: days.default(defaults.daysMax),
    })
    .prefault({});

const lifecycle = z
  .strictObject({
    windowDays: days.default(defaultRules.windowDays),
    corePurchaseDaysMin: count({ min: 2, max: 365 }).default(defaultRules.corePurchaseDaysMin),
    falseAlarmDaysMax: days.default(defaultRules.falseAlarmDaysMax),
    alertAgainDaysMin: days.default(defaultRules.alertAgainDaysMin),
    lapse: z
      .strictObject({
        firstTime: silenceRule(defaultRules.lapse.firstTime),
        earlyRepeat: silenceRule(defaultRules.lapse.earlyRepeat),
        returned: silenceRule(defaultRules.lapse.returned),
      })
      .prefault({}),
    core: z
      .strictObject({
        watch: silenceRule(defaultRules.core.watch),
        leaving: silenceRule(defaultRules.core.leaving),
        gone: silenceRule(defaultRules.core.gone),
      })
      .prefault({}),
  })
  .prefault({});

/** Names of environment variables, never their values: secrets stay out of the file. */
const environmentName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, { error: 'is the name of an environment variable, such as KAFKA_PASSWORD' });

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
      supportContacts: source(sources.supportContacts.name),
      profiles: source(sources.profiles.name),
      engagements: source(sources.engagements.name),
    })
    .prefault({}),
  outputs: z
    .strictObject({
      customerAlerts: name.default(topics.customerAlerts.name),
      deadLetters: name.default(topics.deadLetters.name),
    })
    .prefault({}),
  latenessMax: duration.prefault('48h'),
  clockSkewMax: duration.prefault('5min'),
  partitions: count({ min: 1, max: 1_024 }).default(16),
  batch: z
    .strictObject({
      recordsMax: count({ min: 1, max: 100_000 }).default(5_000),
      statesMax: count({ min: 1, max: 1_000 }).default(1_000),
      bytesMax: count({ min: 65_536, max: 67_108_864 }).default(4_194_304),
    })
    .prefault({}),
  queueRecordsMax: count({ min: 1, max: 1_000_000 }).default(20_000),
  horizonFactsMax: count({ min: 8, max: 10_000 }).default(256),
  journeyBytesMax: count({ min: 1_024, max: 1_048_576 }).default(16_384),
  outboxEntriesMax: count({ min: 1, max: 1_000_000 }).default(10_000),
  cacheCustomersMax: count({ min: 1, max: 10_000_000 }).default(20_000),
  markerIntervalMin: duration.prefault('1s'),
  offsetCommitIntervalMin: duration.prefault('5s'),
  redis: z.strictObject({ acceptWeakDurability: z.boolean().default(false) }).prefault({}),
  kafka,
  lifecycle,
  calibration: z
    .union([calibrationSchema, name], { error: 'is a calibration, the path of a file that holds one, or null' })
    .nullable()
    .default(null),
});
