/** The words of the API, for reading requests and for its document. Times are ISO 8601 with an offset. */
import { z } from 'zod';

const instant = z.iso
  .datetime({ offset: true, error: 'is an instant such as 2026-01-31T12:00:00+01:00' })
  .transform((text) => Date.parse(text));

export const agent = z
  .string({ error: 'is the id of an agent, 1 to 64 characters' })
  .regex(/^[\w.@-]{1,64}$/, { error: 'is the id of an agent: 1 to 64 letters, digits, and . _ @ -' });

export const skill = z.string().min(1).max(256);

const motive = z.enum(['other', 'better-offer', 'price', 'payment-difficulty', 'need-ended', 'moved', 'disappointed']);

export const claimBody = z.strictObject({ agent });

export const completeBody = z.discriminatedUnion(
  'disposition',
  [
    z.strictObject({ agent, disposition: z.enum(['accepted', 'solved', 'not-reached', 'wrong-number', 'other']) }),
    z.strictObject({ agent, disposition: z.literal('refused'), motive }),
    z.strictObject({ agent, disposition: z.literal('call-back'), callBackAt: instant }),
  ],
  { error: 'is one of accepted, refused, call-back, not-reached, solved, wrong-number, other' },
);

export const failure = z.object({
  error: z.string().describe('What happened, to what.'),
  allowed: z.string().describe('What is allowed, or what to do.'),
});

/** What may be answered to anybody. */
export const toAll = { 403: failure, 421: failure };
/** What may be answered where something has to be read from the path. */
export const toPaths = { ...toAll, 400: failure };
/** What may be answered to who sends a body. */
export const toBodies = { ...toPaths, 413: failure, 415: failure };

export const taskAnswer = z.object({
  id: z.string(),
  target: z.string(),
  skill: z.string().nullable(),
  state: z.string().describe('waiting, leased, sent, completed, suppressed, called-off or dead'),
  reason: z.string(),
  attempt: z.number(),
  notReached: z.number(),
  holder: z.string().nullable(),
  dueAt: z.string().describe('When it is due, or the lease ends; of what is done, when the action was due.'),
  action: z.record(z.string(), z.unknown()).describe('As in retention-actions: reason, offer, what to avoid, explanation …'),
});

export const queueAnswer = z.object({
  skill: z.string(),
  tasks: z.number(),
  claimed: z.number(),
  dueSince: z.string().nullable(),
});

export const targetAnswer = z.object({
  name: z.string(),
  url: z.string(),
  tasks: z.number(),
  underWay: z.number(),
  dueSince: z.string().nullable(),
  disabled: z.string().nullable().describe('Why it gets nothing, until it is enabled.'),
  pausedUntil: z.string().nullable().describe('Until when it asked to be left alone.'),
});
