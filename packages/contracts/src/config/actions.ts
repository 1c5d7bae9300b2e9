/** The shape and the defaults of `actions`: whom the company turns to, how, and when. */
import {
  actionKinds,
  actionPhases,
  actionTriggers,
  advocacies,
  causeNames,
  channels,
  consentsNeeded,
  defaultActionRules,
  leadingElements,
  offerKinds,
  relationships,
  sizes,
  stages,
} from '@ebb/domain';
import { z } from 'zod';
import { parseDuration } from './durations.ts';

const rulesMax = 500;
const queuesMax = 100;
const holidaysMax = 1_000;
const durationMax = 366 * 86_400_000;
const text = z.string().min(1).max(500);
const name = z.string().min(1).max(64);

const duration = z.string({ error: 'is a duration, such as 1h, 24h or 30d' }).transform((written, context) => {
  const milliseconds = parseDuration(written);
  if (milliseconds !== undefined && milliseconds > 0 && milliseconds <= durationMax) return milliseconds;
  context.addIssue({ code: 'custom', message: 'is no duration above 0 and up to 366d, such as 1h, 24h or 30d' });
  return z.NEVER;
});

const share = (allowed = 'is a number from 0 to 1') =>
  z.number({ error: allowed }).min(0, { error: allowed }).max(1, { error: allowed });

/** Any of a list of words; null for whatever it is. */
const anyOf = <const Words extends readonly string[]>(words: Words) => z.array(z.enum(words)).min(1).nullable().default(null);

const when = z
  .strictObject({
    phases: anyOf(actionPhases),
    triggers: anyOf(actionTriggers),
    stages: anyOf(stages),
    causes: anyOf(causeNames),
    pmg: anyOf(sizes),
    relationships: anyOf(relationships),
    advocacy: anyOf(advocacies),
    openCase: z.boolean({ error: 'is true, false or null' }).nullable().default(null),
  })
  .prefault({});

const offer = z.strictObject({
  kind: z.enum(offerKinds),
  shareOfLimitStart: share(),
  limitMinor: z.int({ error: 'is a whole number from 0' }).min(0, { error: 'is a whole number from 0' }).max(1_000_000_000_000),
});

const said = z.string().max(500).default('');
const elements = z
  .strictObject({
    leading: z.enum([...leadingElements, '']).default(''),
    distributive: said,
    distributiveFr: said,
    procedural: said,
    proceduralFr: said,
    interactional: said,
    interactionalFr: said,
  })
  .prefault({});

const doNothing = z.strictObject({ kind: z.literal('nothing'), reason: text, reasonFr: text });

const doAct = z.strictObject({
  kind: z.enum(actionKinds),
  queue: name,
  deskLevel: z.int({ error: 'is 1, 2 or 3' }).min(1, { error: 'is 1, 2 or 3' }).max(3, { error: 'is 1, 2 or 3' }),
  channel: z.enum(channels),
  commercial: z.boolean({ error: 'is true or false' }).default(false),
  consentNeeded: z.enum(consentsNeeded),
  offer: offer.nullable().default(null),
  elements,
  avoid: z.array(text).max(10).default([]),
  avoidFr: z.array(text).max(10).default([]),
  dueWithin: duration,
  inOpeningHours: z.boolean({ error: 'is true or false' }).default(true),
  expiresAfter: duration,
  holdOut: z.boolean({ error: 'is true or false' }).default(false),
  reason: text,
  reasonFr: text,
});

const policyRule = z.strictObject({
  name,
  when,
  do: z.discriminatedUnion('kind', [doNothing, doAct], { error: `is one of nothing, ${actionKinds.join(', ')}` }),
});

const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const weekday = z.enum(weekdayNames).transform((day) => weekdayNames.indexOf(day));

const timeOfDay = z
  .string({ error: 'is a time of day in quotes, such as "09:00"' })
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'is a time of day, such as "09:00"' })
  .transform((written) => Number(written.slice(0, 2)) * 60 + Number(written.slice(3)));

const holiday = z.iso.date({ error: 'is a day, as yyyy-mm-dd' }).transform((date) => Date.parse(date) / 86_400_000);

const openingHours = z
  .strictObject({
    weekdays: z.array(weekday).min(1, { error: 'is at least one day' }).prefault(['mon', 'tue', 'wed', 'thu', 'fri']),
    from: timeOfDay.prefault('09:00'),
    to: timeOfDay.prefault('18:00'),
    holidays: z.array(holiday).max(holidaysMax).default([]),
  })
  .prefault({})
  .refine(({ from, to }) => from < to, { error: 'is to begin before it ends: from is below to' });

type Rates = (typeof defaultActionRules.success)['winBack'];

const rates = (defaults: Rates) =>
  z
    .strictObject({ with: share().default(defaults.with), without: share().default(defaults.without) })
    .prefault({})
    .refine((given) => given.with >= given.without, { error: 'has a success with the action below that without it' });

const { holdOut, queues, success, policy } = defaultActionRules;

const policySchema = z.array(policyRule).min(1).max(rulesMax);

export const actionsSchema = z
  .strictObject({
    groupId: z.string().min(1).default('ebb-actions'),
    holdOut: z.strictObject({ share: share().default(holdOut.share), salt: z.string().min(1).default('ebb') }).prefault({}),
    queues: z
      .array(name)
      .min(1)
      .max(queuesMax)
      .default([...queues]),
    openingHours,
    success: z
      .strictObject({
        proactiveRetention: rates(success.proactiveRetention),
        reactiveRetention: rates(success.reactiveRetention),
        serviceRecovery: rates(success.serviceRecovery),
        winBack: rates(success.winBack),
      })
      .prefault({}),
    policy: policySchema.default(policy as z.output<typeof policySchema>),
  })
  .prefault({});
