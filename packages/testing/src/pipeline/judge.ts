import type { Calibration, Fact, LifecycleRules, Output } from '@ebb/domain';
import { comparable, oracle, utcCalendar } from '../oracle/index.ts';
import type { Outcome } from './outcome.ts';

export interface Judged {
  /** Customers whose net records are exactly those of the oracle. */
  readonly equal: number;
  /** A few of the others, in words. */
  readonly differences: readonly string[];
}

const differencesShownMax = 5;

/** Holds the net of what left against the oracle, customer by customer. */
export function judge(
  outcome: Outcome,
  histories: ReadonlyMap<string, readonly Fact[]>,
  settings: { readonly rules: LifecycleRules; readonly calibration: Calibration; readonly asOf: number },
): Judged {
  const differences: string[] = [];
  let equal = 0;
  for (const [customerId, facts] of histories) {
    const verdict = oracle(customerId, facts, { ...settings, calendar: utcCalendar });
    const expected = lines(verdict.outputs);
    const actual = lines((outcome.standing.get(customerId) ?? []) as readonly unknown[] as readonly Output[]);
    if (expected.length === actual.length && expected.every((line, index) => line === actual[index])) equal += 1;
    else if (differences.length < differencesShownMax) differences.push(inWords(customerId, expected, actual));
  }
  for (const customerId of outcome.standing.keys()) {
    if (!histories.has(customerId)) differences.push(`customer ${customerId} has records and no history`);
  }
  return { equal, differences };
}

const lines = (outputs: readonly (Output | ReturnType<typeof comparable>)[]): string[] =>
  outputs.map((output) => JSON.stringify(sorted(comparable(output)))).toSorted((a, b) => (a < b ? -1 : 1));

/** The same value with its keys in order, so that equal values have equal text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

function inWords(customerId: string, expected: readonly string[], actual: readonly string[]): string {
  const missing = expected.filter((line) => !actual.includes(line));
  const surplus = actual.filter((line) => !expected.includes(line));
  return `customer ${customerId}: missing ${missing.join(' ') || 'nothing'}; not expected ${surplus.join(' ') || 'nothing'}`;
}
