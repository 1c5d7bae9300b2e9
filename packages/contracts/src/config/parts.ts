/** What settings are made of; each says what is allowed. */
import { z } from 'zod';
import { parseDuration } from './durations.ts';

export const count = (allowed: { min: number; max: number }) =>
  z
    .int({ error: `is a whole number from ${allowed.min} to ${allowed.max}` })
    .min(allowed.min)
    .max(allowed.max);

/** Text such as `48h`, as milliseconds. */
export const duration = z.string({ error: 'is a duration, such as 48h, 5min or 30d' }).transform((text, context) => {
  const milliseconds = parseDuration(text);
  if (milliseconds !== undefined) return milliseconds;
  context.addIssue({
    code: 'custom',
    message: 'is no duration: a whole number and ms, s, min, h or d, such as 48h, 5min or 30d',
  });
  return z.NEVER;
});

export const name = z.string().min(1);

/** Names of environment variables, never their values: secrets stay out of the file. */
export const environmentName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, { error: 'is the name of an environment variable, such as KAFKA_PASSWORD' });
