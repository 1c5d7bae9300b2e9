import type { CustomerState, DatedCalibration, Fact, LifecycleRules } from '@ebb/domain';
import { comparable, comparableState, oracle, utcCalendar, type Verdict } from '../oracle/index.ts';
import type { Outcome } from './outcome.ts';

export interface Judged {
  /** Customers of whom all is exactly as the oracle says. */
  readonly equal: number;
  /** A few of the others, in words. */
  readonly differences: readonly string[];
}

export interface JudgeSettings {
  readonly rules: LifecycleRules;
  readonly calibrations: readonly DatedCalibration[];
  readonly asOf: number;
}

const differencesShownMax = 5;

/** Holds the net of what left, and the state, against the oracle, customer by customer. */
export const judge = (
  outcome: Outcome,
  states: ReadonlyMap<string, CustomerState>,
  histories: ReadonlyMap<string, readonly Fact[]>,
  settings: JudgeSettings,
): Judged => judgeLifecycle(outcome, states, verdictsOn(histories, settings), settings.rules);

/** What the oracle says of each customer. */
export const verdictsOn = (
  histories: ReadonlyMap<string, readonly Fact[]>,
  settings: JudgeSettings,
): ReadonlyMap<string, Verdict> =>
  new Map(
    [...histories].map(([customerId, facts]) => [customerId, oracle(customerId, facts, { ...settings, calendar: utcCalendar })]),
  );

/** As `judge`, where the oracle has spoken. */
export function judgeLifecycle(
  { standing }: Outcome,
  states: ReadonlyMap<string, CustomerState>,
  verdicts: ReadonlyMap<string, Verdict>,
  { windowDays }: LifecycleRules,
): Judged {
  const stateOf = (customerId: string) => {
    const state = states.get(customerId);
    return state === undefined ? null : comparableState(state, windowDays);
  };
  const expected = new Map<string, Told>();
  const actual = new Map<string, Told>(standing);
  for (const [customerId, { outputs, state }] of verdicts) {
    expected.set(customerId, [...outputs, state]);
    actual.set(customerId, [...(standing.get(customerId) ?? []), stateOf(customerId)]);
  }
  return compared(expected, actual);
}

/** Records and states of a customer, in any order. */
type Told = readonly (object | null)[];
type ByCustomer = ReadonlyMap<string, Told>;

/** Holds what is there of each customer against what should be. */
export function compared(expected: ByCustomer, actual: ByCustomer): Judged {
  const differences: string[] = [];
  let equal = 0;
  for (const [customerId, records] of expected) {
    const [should, is] = [lines(records), lines(actual.get(customerId) ?? [])];
    if (should.length === is.length && should.every((line, index) => line === is[index])) equal += 1;
    else if (differences.length < differencesShownMax) differences.push(inWords(customerId, should, is));
  }
  for (const customerId of actual.keys()) {
    if (!expected.has(customerId)) differences.push(`customer ${customerId} has records and no history`);
  }
  return { equal, differences };
}

const lines = (records: Told): string[] =>
  records.map((record) => JSON.stringify(sorted(comparable(record)))).toSorted((a, b) => (a < b ? -1 : 1));

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
