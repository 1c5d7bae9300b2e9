/**
 * A file of purchases, read twice: to learn the hash that its events' ids begin with, whether it is in time order, and which
 * rows are bad; then for the purchases. Those of a file out of order are sorted in memory, within a limit.
 */
import { IntakeError } from './file/intake-error.ts';
import { FileHash } from './file/lines.ts';
import { openRows, type Row } from './file/rows.ts';
import { BadCell } from './rows/bad-cell.ts';
import { checkColumns } from './rows/columns.ts';
import { type Purchase, purchaseOfRow, type RowReading } from './rows/purchase-of-row.ts';

/** Purchases that are sorted in memory: about half a gigabyte. */
const sortedRowsMax = 1_000_000;

/** Stands in the first reading, from which no event's id is kept. */
const hashUnknownYet = '00000000';

export interface BadRow {
  readonly line: number;
  readonly reason: string;
  /** The row as it stands in the file, or its cells. */
  readonly row: string | Readonly<Record<string, string>>;
}

export interface PurchasesFile {
  readonly path: string;
  readonly reading: RowReading;
  /** 8 hex digits. */
  readonly hash: string;
  readonly purchases: number;
  readonly badRows: number;
  readonly isInOrder: boolean;
  /** Event times, milliseconds. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** What is later than this was in the future when the file was looked at. */
  readonly seenAt: number;
}

/**
 * The first reading.
 * @param now milliseconds; purchases lie before it
 * @param onBadRow is told of each bad row, in the order of the file
 * @throws {IntakeError} where a mapped column is missing, no row is a purchase, or the file is out of order and too large to be sorted
 */
export async function surveyPurchases(
  path: string,
  reading: RowReading,
  now: number,
  onBadRow: (bad: BadRow) => void,
): Promise<PurchasesFile> {
  const hash = new FileHash();
  const { columns, rows } = await openRows(path, hash.add);
  checkColumns(reading.columns, columns, path);
  let [purchases, badRows, isInOrder] = [0, 0, true];
  let [firstAt, lastAt] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for await (const batch of rows) {
    for (const row of batch) {
      const read = readRow(row, hashUnknownYet, reading, now);
      if ('reason' in read) {
        badRows += 1;
        onBadRow(read);
        continue;
      }
      purchases += 1;
      isInOrder &&= read.occurredAt >= lastAt;
      firstAt = Math.min(firstAt, read.occurredAt);
      lastAt = Math.max(lastAt, read.occurredAt);
    }
  }
  if (purchases === 0) throw new IntakeError(`${path}: none of its ${badRows} rows is a purchase`);
  if (!isInOrder && purchases > sortedRowsMax) {
    throw new IntakeError(
      `${path} is not in time order and has ${purchases} purchases; up to ${sortedRowsMax} are sorted here. Sort it by time first, or split it by time.`,
    );
  }
  return { path, reading, hash: hash.digits(), purchases, badRows, isInOrder, firstAt, lastAt, seenAt: now };
}

/** The second reading: the purchases by event time; those of one instant in the order of the file. */
export async function* purchasesOf(file: PurchasesFile): AsyncGenerator<Purchase> {
  const { path, reading, hash, isInOrder, seenAt } = file;
  const { rows } = await openRows(path);
  const toBeSorted: Purchase[] = [];
  for await (const batch of rows) {
    for (const row of batch) {
      const read = readRow(row, hash, reading, seenAt);
      if ('reason' in read) continue;
      if (isInOrder) yield read;
      else toBeSorted.push(read);
    }
  }
  yield* toBeSorted.toSorted((a, b) => a.occurredAt - b.occurredAt);
}

function readRow(row: Row, hash: string, reading: RowReading, now: number): Purchase | BadRow {
  const { line } = row;
  if (row.kind === 'bad') return { line, reason: row.reason, row: row.text };
  try {
    return purchaseOfRow(row.cells, `${hash}-${String(row.number).padStart(7, '0')}`, reading, now);
  } catch (error) {
    if (error instanceof BadCell) return { line, reason: error.message, row: row.cells };
    throw error;
  }
}
