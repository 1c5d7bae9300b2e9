/** One JSON object on each line. */

import { IntakeError } from './intake-error.ts';
import type { Row, Rows } from './rows.ts';

export async function ndjsonRows(chunks: AsyncIterable<readonly string[]>, path: string): Promise<Rows> {
  const rows = rowsOf(chunks);
  const first = await rows.next();
  if (first.done === true) throw new IntakeError(`${path} is empty: it should hold a JSON object on each line`);
  const example = first.value.find((row) => row.kind === 'row');
  return { columns: Object.keys(example?.cells ?? {}), rows: andThen(first.value, rows) };
}

async function* andThen(first: readonly Row[], rest: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  yield first;
  yield* rest;
}

async function* rowsOf(chunks: AsyncIterable<readonly string[]>): AsyncGenerator<readonly Row[]> {
  let line = 0;
  let number = 0;
  for await (const chunk of chunks) {
    const rows: Row[] = [];
    for (const text of chunk) {
      line += 1;
      if (text.trim() === '') continue;
      number += 1;
      rows.push({ ...contentOf(line === 1 ? text.replace(/^\uFEFF/, '') : text), line, number });
    }
    if (rows.length > 0) yield rows;
  }
}

function contentOf(text: string) {
  const value = parsed(text);
  if (value === undefined) return { kind: 'bad' as const, reason: 'no JSON', text };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { kind: 'bad' as const, reason: 'JSON, but no object', text };
  }
  // What is null is not there, and what is nested cannot be mapped.
  const cells = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { kind: 'row' as const, cells: Object.fromEntries(cells) };
}

/** The third parameter of a reviver (ECMAScript 2025's "source text access") is not in TypeScript's library yet. */
type Reviver = (key: string, value: unknown, context: { readonly source: string }) => unknown;

/** Numbers keep the text that the file has for them: a float would not hold each amount. */
const keepText: Reviver = (_, value, { source }) => (typeof value === 'number' ? source : value);

/** Undefined where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text, keepText as Parameters<typeof JSON.parse>[1]);
  } catch {
    return undefined;
  }
}
