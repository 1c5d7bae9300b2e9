import type { Calibration, CustomerState, Fact, LifecycleRules, Output } from '@ebb/domain';
import { comparable, type OracleState, oracle, utcCalendar } from '../oracle/index.ts';
import type { Outcome } from './outcome.ts';

export interface Judged {
  /** Customers whose net records and state are exactly those of the oracle. */
  readonly equal: number;
  /** A few of the others, in words. */
  readonly differences: readonly string[];
}

const differencesShownMax = 5;

/** Holds the net of what left, and the state, against the oracle, customer by customer. */
export function judge(
  outcome: Outcome,
  states: ReadonlyMap<string, CustomerState>,
  histories: ReadonlyMap<string, readonly Fact[]>,
  settings: { readonly rules: LifecycleRules; readonly calibration: Calibration; readonly asOf: number },
): Judged {
  const differences: string[] = [];
  let equal = 0;
  for (const [customerId, facts] of histories) {
    const verdict = oracle(customerId, facts, { ...settings, calendar: utcCalendar });
    const outputs = (outcome.standing.get(customerId) ?? []) as readonly unknown[] as readonly Output[];
    const expected = [...lines(verdict.outputs), JSON.stringify(verdict.state)];
    const actual = [...lines(outputs), JSON.stringify(comparableState(states.get(customerId)))];
    if (expected.length === actual.length && expected.every((line, index) => line === actual[index])) equal += 1;
    else if (differences.length < differencesShownMax) differences.push(inWords(customerId, expected, actual));
  }
  for (const customerId of outcome.standing.keys()) {
    if (!histories.has(customerId)) differences.push(`customer ${customerId} has records and no history`);
  }
  return { equal, differences };
}

/** What the oracle says of a state, read off the pipeline's: of a history without refunds. */
function comparableState(state: CustomerState | undefined): OracleState | null {
  if (state === undefined) return null;
  const { stage, risk, lifetime, everCore, purchases } = state;
  const { older, buckets, acquiredDay } = purchases;
  const lastDay = buckets.at(-1)?.day ?? null;
  const inWindow = buckets.filter(({ day }) => lastDay !== null && day > lastDay - 365);
  return {
    stage,
    risk,
    lifetime,
    everCore,
    frequency: inWindow.length,
    monetaryMinor: inWindow.reduce((sum, { grossMinor }) => sum + grossMinor, 0),
    purchaseDays: (older?.count ?? 0) + buckets.length,
    firstDay: acquiredDay,
    lastDay,
  };
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
