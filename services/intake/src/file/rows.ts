/** The rows of a file of purchases, whatever its format. */
import { basename } from 'node:path';
import { csvRows } from './csv.ts';
import { IntakeError } from './intake-error.ts';
import { linesOf } from './lines.ts';
import { ndjsonRows } from './ndjson.ts';

/** Texts by column. Numbers come as the file writes them, never as floats. */
export type Cells = Readonly<Record<string, string>>;

interface Placed {
  /** Where the row begins, 1 for the first line of the file. */
  readonly line: number;
  /** 1 for the first row, be it good or bad. */
  readonly number: number;
}

export type Row =
  | (Placed & { readonly kind: 'row'; readonly cells: Cells })
  | (Placed & { readonly kind: 'bad'; readonly reason: string; readonly text: string });

/** Rows in the order of the file, some at a time. */
export interface Rows {
  /** Those of the header, or of the first row where each row names its own. */
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly Row[]>;
}

const formats = { csv: csvRows, ndjson: ndjsonRows, jsonl: ndjsonRows } as const;

/**
 * @param onBytes is given the uncompressed bytes
 * @throws {IntakeError} where the file cannot be read, or its name tells no format that is known
 */
export function openRows(path: string, onBytes?: (bytes: Buffer) => void): Promise<Rows> {
  const extension = /\.(csv|ndjson|jsonl)(\.gz)?$/i.exec(path)?.[1]?.toLowerCase() as keyof typeof formats | undefined;
  if (extension === undefined) {
    throw new IntakeError(
      `${basename(path)}: the name tells the format, and has to end with .csv, .ndjson or .jsonl, or one of these and .gz`,
    );
  }
  return formats[extension](linesOf(path, onBytes), path);
}
