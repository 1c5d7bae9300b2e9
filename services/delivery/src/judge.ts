/** Whether a task may go out now: asked at the moment of sending, whether by webhook or by an agent's call. */
import type { Contactability, RetentionAction } from '@ebb/contracts';
import { contactBarOf, contactsCustomer } from './may-contact.ts';
import { type QuietHours, quietUntil } from './quiet-hours.ts';

export interface SendingRules {
  readonly quietHours: QuietHours | null;
  readonly businessTimeZone: string;
}

export interface Question {
  readonly action: RetentionAction;
  /** When Kafka got the action, milliseconds of the wall clock. */
  readonly brokerAt: number;
  /** As it holds now. */
  readonly contactability: Contactability;
  /** Whether the customer has had as many commercial contacts as allowed. */
  readonly capped: boolean;
  /** Milliseconds; null where an action is never too old. */
  readonly actionAgeMax: number | null;
  /** The instant for which its age counts; null where it was begun in time. */
  readonly agesUntil: number | null;
  /** The customer was promised a call: that outlasts the action. */
  readonly promised: boolean;
}

type SuppressionReason = 'backfill' | 'expired' | 'do-not-contact' | 'refused' | 'no-proved-opt-in' | 'cap';

export type Judgement =
  | { readonly kind: 'send' }
  | { readonly kind: 'later'; readonly at: number }
  | { readonly kind: 'suppress'; readonly reason: SuppressionReason };

/** @param now milliseconds of the wall clock */
export function judge(question: Question, rules: SendingRules, now: number): Judgement {
  const reason = whyTooLate(question, now);
  if (reason !== null) return { kind: 'suppress', reason };
  const { action, contactability, capped } = question;
  if (!contactsCustomer(action)) return { kind: 'send' };
  const bar = contactBarOf(action, contactability);
  if (bar !== null) return { kind: 'suppress', reason: bar };
  const { quietHours, businessTimeZone } = rules;
  const at = quietHours === null ? now : quietUntil(now, quietHours, contactability.timeZone, businessTimeZone);
  if (at > now) return { kind: 'later', at };
  return action.commercial && capped ? { kind: 'suppress', reason: 'cap' } : { kind: 'send' };
}

function whyTooLate(question: Question, now: number): SuppressionReason | null {
  const { action, brokerAt, actionAgeMax, agesUntil, promised } = question;
  if (promised) return null;
  if (actionAgeMax !== null && agesUntil !== null && agesUntil - action.at > actionAgeMax) return 'backfill';
  return now >= expiryOf(action, brokerAt, actionAgeMax) ? 'expired' : null;
}

/**
 * When an action is of no use any more, on the wall clock. Where no action is too old, as in a replay of years past, it lasts from
 * its arrival as long as it would have then.
 */
export const expiryOf = (action: RetentionAction, brokerAt: number, actionAgeMax: number | null): number =>
  actionAgeMax === null ? brokerAt + (action.expiresAt - action.at) : action.expiresAt;
