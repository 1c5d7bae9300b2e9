/** What is wrong with an event, so that its sender can mend it: where, what, and what is allowed. */
import { type BadRecord, type DeadLetterReason, deadLetterReasons } from '@ebb/contracts';
import type { z } from 'zod';
import { nearestOf } from '../nearest.ts';

export interface EventProblem {
  /** Place of the event in the batch, from 0; null where it is the batch itself. */
  readonly index: number | null;
  /** Dotted, such as `lineItems.0.quantity`; null where it is the event as a whole. */
  readonly field: string | null;
  readonly problem: string;
  readonly allowed: string;
}

const shownCharactersMax = 60;

/** A value of the sender's, cut where it is long. */
function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= shownCharactersMax ? text : `${text.slice(0, shownCharactersMax)}…`;
}

export const didYouMean = (wanted: string, there: readonly string[]): string => {
  const nearest = nearestOf(wanted, there);
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
};

/** What does not fit an event's schema. @param event as it came */
export const misfitsOf = (error: z.ZodError, index: number, event: unknown, schema: z.ZodObject): EventProblem[] =>
  error.issues.flatMap((issue) => {
    const field = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys') return unknownFields(issue, index, schema);
    const value = issue.path.reduce<unknown>((inner, key) => (inner as Readonly<Record<PropertyKey, unknown>>)[key], event);
    const problem = value === undefined ? `${field} is missing` : `${field} is ${shown(value)}${misspelt(issue, value)}`;
    return [{ index, field, problem, allowed: issue.message }];
  });

const misspelt = (issue: z.core.$ZodIssue, value: unknown): string =>
  issue.code === 'invalid_value' && typeof value === 'string' ? didYouMean(value, issue.values.map(String)) : '';

function unknownFields({ keys, path }: z.core.$ZodIssueUnrecognizedKeys, index: number, schema: z.ZodObject): EventProblem[] {
  const there = fieldsAt(schema, path);
  return keys.map((key) => ({
    index,
    field: [...path, key].join('.'),
    problem: `there is no field ${shown(key)}${didYouMean(key, there)}`,
    allowed: `the fields ${there.join(', ')}`,
  }));
}

/** The names of the fields of a record within a record. */
function fieldsAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const { def } = schema as z.ZodType & { readonly def: Definition };
  const [key, ...rest] = path;
  if (def.innerType !== undefined) return fieldsAt(def.innerType, path);
  if (def.element !== undefined) return fieldsAt(def.element, rest);
  if (key === undefined) return Object.keys(def.shape ?? {});
  return fieldsAt(def.shape?.[String(key)] as z.ZodType, rest);
}

/** What surrounds a record in a schema: null and default, a list, another record. */
interface Definition {
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
}

/** Where the border's sentence does not begin with the field that it speaks of. */
const fieldsOfReasons: Partial<Record<DeadLetterReason, string>> = {
  'absurd-amount': 'amountMinor',
  'unknown-currency': 'currency',
  'no-rate': 'currency',
};

/** What the lifecycle would make a dead letter. Its sentences say first what is wrong, then, after a semicolon, what is allowed. */
export function borderProblem({ code, detail }: BadRecord, index: number, schema: z.ZodObject): EventProblem {
  const [first] = detail.split(' ', 1) as [string];
  const [root] = first.split('.', 1) as [string];
  const field = fieldsOfReasons[code] ?? (Object.hasOwn(schema.shape, root) ? first : null);
  const [problem, allowed] = detail.split(/; (.*)/s) as [string, string?];
  return { index, field, problem, allowed: allowed ?? allowedBy[code] ?? deadLetterReasons[code] };
}

/** Where the border's sentence does not say what is allowed. */
const allowedBy: Partial<Record<DeadLetterReason, string>> = {
  'absurd-amount': 'a whole number of minor units above 0',
  'unknown-currency': 'a code of ISO 4217, such as EUR',
  'no-rate': 'the reporting currency, or one with a rate for that day in the configuration',
};
