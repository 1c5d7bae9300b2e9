/** Which column of a file holds what. */
import { IntakeError } from '../file/intake-error.ts';
import { nearestOf } from '../nearest.ts';

const needed = ['customer', 'at', 'amount'] as const;
const optional = ['id', 'currency', 'category', 'order', 'kind'] as const;
const fields: readonly string[] = [...needed, ...optional];

/** Names of columns. What is left out is not in the file. */
export type Columns = Readonly<Record<(typeof needed)[number], string> & Partial<Record<(typeof optional)[number], string>>>;

/**
 * @param text `customer=COLUMN,at=COLUMN,amount=COLUMN`, with more for id, currency, category, order and kind
 * @throws {IntakeError}
 */
export function parseColumns(text: string): Columns {
  const columns: Record<string, string> = {};
  for (const part of text.split(',')) {
    const [field = '', column = ''] = part.split(/=(.*)/s).map((side) => side.trim());
    if (!fields.includes(field)) {
      throw new IntakeError(
        `--map: there is no ${JSON.stringify(field)}${suggestion(field, fields)} Allowed are ${fields.join(', ')}`,
      );
    }
    if (column === '') throw new IntakeError(`--map: ${field} names no column; write ${field}=COLUMN`);
    if (columns[field] !== undefined) throw new IntakeError(`--map: ${field} is there twice`);
    columns[field] = column;
  }
  const missing = needed.filter((field) => columns[field] === undefined);
  if (missing.length > 0) {
    throw new IntakeError(
      `--map: ${missing.join(' and ')} missing; write for example --map customer=COLUMN,at=COLUMN,amount=COLUMN`,
    );
  }
  return columns as unknown as Columns;
}

/** @throws {IntakeError} where a mapped column is not there */
export function checkColumns(columns: Columns, there: readonly string[], path: string): void {
  for (const [field, column] of Object.entries(columns)) {
    if (there.includes(column)) continue;
    throw new IntakeError(
      `${path} has no column ${JSON.stringify(column)} for ${field}${suggestion(column, there)} Its columns are ${there.map((name) => JSON.stringify(name)).join(', ')}`,
    );
  }
}

function suggestion(wanted: string, there: readonly string[]): string {
  const nearest = nearestOf(wanted, there);
  return nearest === undefined ? '.' : `; did you mean ${JSON.stringify(nearest)}?`;
}
