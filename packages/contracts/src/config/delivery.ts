/** Where actions are delivered to, when, and how often it is tried. Durations are in milliseconds once parsed. */
import { channels } from '@ebb/domain';
import { z } from 'zod';
import { count, duration, environmentName, name } from './parts.ts';
import type { Places } from './problems.ts';

const channel = z.enum(channels);

const kind = z.enum(['proactive-retention', 'reactive-retention', 'service-recovery', 'win-back', 'farewell', 'approval']);

/** Of a target in paths, metrics and ids of engagements. */
const targetName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, { error: 'is a name of small letters, digits and hyphens, at most 40, such as crm' });

const address = z
  .url({ protocol: /^https?$/, error: 'is no address such as https://crm.example.com/ebb' })
  .refine((text) => new URL(text).username === '' && new URL(text).hash === '', {
    error: 'is an address without user, password and fragment: secrets come from the environment',
  });

const actionAgeMax = duration.nullable().prefault('24h');

const webhook = z.strictObject({
  name: targetName,
  kind: z.literal('webhook'),
  url: address,
  secretFrom: environmentName,
  channels: z.array(channel).default([]),
  kinds: z.array(kind).default([]),
  queues: z.array(name).default([]),
  timeout: duration.prefault('15s'),
  retries: z
    .array(duration)
    .max(20, { error: 'has at most 20 retries' })
    .prefault(['5s', '5min', '30min', '2h', '5h', '10h', '14h', '20h', '24h']),
  requestsPerSecondMax: count({ min: 1, max: 10_000 }).default(50),
  concurrencyMax: count({ min: 1, max: 100 }).default(4),
  allowPrivate: z.boolean({ error: 'is true or false' }).default(false),
  allowHttp: z.boolean({ error: 'is true or false' }).default(false),
  actionAgeMax,
});

const callCentre = z
  .strictObject({
    channels: z.array(channel).default(['phone']),
    lease: duration.prefault('10min'),
    notReachedMax: count({ min: 1, max: 20 }).default(3),
    notReachedPause: duration.prefault('4h'),
    callBackMax: duration.prefault('30d'),
    actionAgeMax,
  })
  .prefault({});

const timeOfDay = z
  .string({ error: 'is a time of day in quotes, such as "20:00"' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'is a time of day in quotes, such as "20:00"' });

export const deliverySchema = z
  .strictObject({
    groupId: name.default('ebb-delivery'),
    targets: z.array(webhook).max(100, { error: 'has at most 100 targets' }).default([]),
    callCentre,
    caps: z
      .strictObject({
        perCustomer: z
          .strictObject({ max: count({ min: 1, max: 1_000 }), per: duration })
          .nullable()
          .prefault({ max: 2, per: '7d' }),
      })
      .prefault({}),
    quietHours: z.strictObject({ from: timeOfDay, to: timeOfDay }).nullable().prefault({ from: '20:00', to: '08:00' }),
    queueTasksMax: count({ min: 1, max: 100_000 }).default(10_000),
    deadLettersMax: count({ min: 1, max: 100_000 }).default(10_000),
    retryAfterMax: duration.prefault('24h'),
    doneKept: duration.prefault('7d'),
    answerBytesMax: count({ min: 1, max: 1_048_576 }).default(65_536),
  })
  .prefault({});

type Delivery = z.output<typeof deliverySchema>;

/** The name that the call centre has among the targets. */
export const callCentreName = 'call-centre';

/** What is wrong between settings that are each right by themselves. */
export function deliveryProblems(delivery: Delivery, places: Places): string[] {
  const { targets, quietHours, doneKept } = delivery;
  const problems = targets.flatMap((target, index) => {
    const at = (key: string) => `${places.of(['delivery', 'targets', index, key])}: delivery.targets.${index}.${key}`;
    const earlier = targets.findIndex((other) => other.name === target.name);
    return [
      ...(earlier < index ? [`${at('name')} is ${target.name}, as that of target ${earlier}: each has a name of its own`] : []),
      ...(target.name === callCentreName ? [`${at('name')} is ${callCentreName}, which is the call centre's: take another`] : []),
      ...(target.url.startsWith('http:') && !target.allowHttp
        ? [`${at('url')} is ${target.url}: https is allowed; http only with allowHttp: true`]
        : []),
      ...(target.timeout === 0 ? [`${at('timeout')} is 0: no target could ever answer`] : []),
    ];
  });
  if (quietHours !== null && quietHours.from === quietHours.to) {
    const place = places.of(['delivery', 'quietHours']);
    problems.push(`${place}: delivery.quietHours begin and end at ${quietHours.from}; null stands for none`);
  }
  const ages = [delivery.callCentre, ...targets].map((to) => to.actionAgeMax ?? 0);
  if (doneKept < Math.max(...ages)) {
    const place = places.of(['delivery', 'doneKept']);
    problems.push(
      `${place}: delivery.doneKept is shorter than an actionAgeMax: what was done and is forgotten could be done again`,
    );
  }
  return problems;
}
