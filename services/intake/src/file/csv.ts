/**
 * CSV with a header line (RFC 4180). A row that cannot be parsed costs itself alone: a quote that is never closed would make
 * any CSV parser take all that follows for one field, so rows are cut out first, by the number of their quotes.
 */
import { parse } from 'csv-parse/sync';
import { IntakeError } from './intake-error.ts';
import type { Row, Rows } from './rows.ts';

/** Lines that a row with line breaks in its fields may reach over; beyond it a quote was not closed. */
const rowLinesMax = 200;

const batchRowsMax = 1_000;

export async function csvRows(chunks: AsyncIterable<readonly string[]>, path: string): Promise<Rows> {
  const lines = new LineQueue(chunks);
  const header = (await lines.peek(1))[0]?.replace(/^\uFEFF/, '');
  if (header === undefined) throw new IntakeError(`${path} is empty: a CSV file begins with a line of column names`);
  const columns = fieldsOf(header);
  if (!Array.isArray(columns)) throw new IntakeError(`${path}:1: the line of column names cannot be parsed: ${columns.reason}`);
  lines.skip(1);
  return { columns, rows: rowsOf(lines, columns) };
}

async function* rowsOf(lines: LineQueue, columns: readonly string[]): AsyncGenerator<readonly Row[]> {
  let batch: Row[] = [];
  let number = 0;
  for (;;) {
    const line = lines.position;
    const [first] = await lines.peek(1);
    if (first === undefined) break;
    if (first === '') {
      lines.skip(1);
      continue;
    }
    number += 1;
    batch.push({ ...(await nextRow(lines, first, columns)), line, number });
    if (batch.length < batchRowsMax) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

type Content =
  | { readonly kind: 'row'; readonly cells: Readonly<Record<string, string>> }
  | { readonly kind: 'bad'; readonly reason: string; readonly text: string };

/** Takes a row off the queue; where it cannot be parsed, its first line alone. */
async function nextRow(lines: LineQueue, first: string, columns: readonly string[]): Promise<Content> {
  const count = isClosed(first) ? 1 : await linesUntilClosed(lines);
  const text = count === 1 ? first : (await lines.peek(count)).join('\n');
  const fields = fieldsOf(text);
  if (Array.isArray(fields) && fields.length === columns.length) {
    lines.skip(count);
    return { kind: 'row', cells: Object.fromEntries(columns.map((column, index) => [column, fields[index] as string])) };
  }
  lines.skip(1);
  const reason = Array.isArray(fields) ? `${fields.length} fields, but ${columns.length} columns` : fields.reason;
  return { kind: 'bad', reason, text: first };
}

/** 1 where no line closes what the first has opened. */
async function linesUntilClosed(lines: LineQueue): Promise<number> {
  for (let count = 2; count <= rowLinesMax; count += 1) {
    const ahead = await lines.peek(count);
    if (ahead.length < count) return 1;
    if (!isClosed(ahead[count - 1] as string)) return count;
  }
  return 1;
}

/** Quotes come in pairs, also those within a field. */
const isClosed = (line: string): boolean => !line.includes('"') || line.split('"').length % 2 === 1;

function fieldsOf(text: string): string[] | { readonly reason: string } {
  if (!text.includes('"')) return text.split(',');
  try {
    const [fields] = parse(text, { relax_column_count: true });
    return fields ?? [''];
  } catch (error) {
    const { code } = error as { readonly code?: string };
    return {
      reason:
        code === 'CSV_QUOTE_NOT_CLOSED'
          ? 'a quote is not closed'
          : 'a quote stands within a field (it has to be doubled, in quotes)',
    };
  }
}

/** Lines that can be looked at before they are taken. */
class LineQueue {
  readonly #chunks: AsyncIterator<readonly string[]>;
  #lines: readonly string[] = [];
  #taken = 0;
  #before = 0;

  constructor(chunks: AsyncIterable<readonly string[]>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Number of the next line, 1 for the first. */
  get position(): number {
    return this.#before + this.#taken + 1;
  }

  /** Lines that are there without reading on. */
  get waiting(): number {
    return this.#lines.length - this.#taken;
  }

  /** The next lines; fewer where the file ends. */
  async peek(count: number): Promise<readonly string[]> {
    while (this.waiting < count) {
      const { value, done } = await this.#chunks.next();
      if (done === true) break;
      this.#before += this.#taken;
      this.#lines = [...this.#lines.slice(this.#taken), ...value];
      this.#taken = 0;
    }
    return this.#lines.slice(this.#taken, this.#taken + count);
  }

  skip(count: number): void {
    this.#taken += count;
  }
}
