/** How population parameters are fitted, and when they come into force. */
import { z } from 'zod';
import { count, duration } from './parts.ts';

const factor = z.number({ error: 'is a factor above 1, up to 100' }).gt(1).max(100);

export const fittingSchema = z
  .strictObject({
    everyDays: count({ min: 1, max: 365 }).nullable().default(7),
    effectiveAfter: duration.prefault('1h'),
    customersMin: count({ min: 1, max: 1_000_000_000 }).default(1_000),
    repeatersMin: count({ min: 1, max: 1_000_000_000 }).default(300),
    spanDaysMin: count({ min: 1, max: 3_650 }).default(90),
    silenceChangeMax: factor.default(2),
    edgeChangeMax: factor.default(2),
    falseAlarmShareMax: z.number({ error: 'is a number between 0 and 1' }).gt(0).lt(1).default(0.12),
    observationsMin: count({ min: 1, max: 1_000_000_000 }).default(300),
  })
  .prefault({});
