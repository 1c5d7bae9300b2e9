/** What follows from a target's answer. */
import { retryAfter, retryDelay } from './retry.ts';
import type { Answer } from './webhook.ts';

export interface RetryRules {
  /** Milliseconds between tries. */
  readonly retries: readonly number[];
  /** Milliseconds that a target may ask to be left alone. */
  readonly retryAfterMax: number;
  /** An instant after which the action is too old to be sent. */
  readonly sentUntil: number;
}

export type Consequence =
  | { readonly kind: 'sent'; readonly reason: string }
  /** The target is gone: it gets nothing more until an operator says so. */
  | { readonly kind: 'gone'; readonly reason: string }
  | { readonly kind: 'again'; readonly reason: string; readonly at: number; readonly pausedUntil: number }
  | { readonly kind: 'dead'; readonly reason: string; readonly pausedUntil: number };

const statusGone = 410;
/** With these, it is the target that asks to be left alone, not the task that is wrong. */
const statusesOfTarget: readonly number[] = [429, 503];

/**
 * @param attempt the one that was answered, from 1
 * @param random from 0 to 1
 */
export function consequenceOf(answer: Answer, attempt: number, rules: RetryRules, now: number, random: number): Consequence {
  const reason = answer.kind === 'none' ? answer.why : `status ${answer.status}`;
  const status = answer.kind === 'none' ? 0 : answer.status;
  if (status >= 200 && status < 300) return { kind: 'sent', reason };
  if (status === statusGone) return { kind: 'gone', reason };
  const delay = retryDelay(attempt, rules.retries, random);
  if (delay === null) return { kind: 'dead', reason, pausedUntil: 0 };
  const asked = answer.kind === 'none' ? null : retryAfter(answer.retryAfter, now, rules.retryAfterMax);
  // What is asked for is the least: a target that says `0` while it is down would have had all its tries in a moment.
  const at = now + Math.max(asked ?? 0, delay);
  const pausedUntil = asked !== null && statusesOfTarget.includes(status) ? now + asked : 0;
  return at > rules.sentUntil ? { kind: 'dead', reason, pausedUntil } : { kind: 'again', reason, at, pausedUntil };
}
