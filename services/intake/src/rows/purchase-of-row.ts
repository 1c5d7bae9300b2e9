import { type BorderLimits, purchaseFact } from '@ebb/contracts';
import type { SourceRecord } from '../event-writer.ts';
import type { Cells } from '../file/rows.ts';
import { parseAmount } from './amount.ts';
import { BadCell } from './bad-cell.ts';
import type { Columns } from './columns.ts';
import { parseInstant } from './instant.ts';

export type Purchase = SourceRecord<'purchases'>;

/** How rows are read. */
export interface RowReading {
  readonly columns: Columns;
  /** ISO 4217; of rows without a currency of their own. */
  readonly currency: string;
  /** Of rows without a category of their own; null where nothing is known. */
  readonly category: string | null;
  /** IANA name; of times without an offset. */
  readonly businessTimeZone: string;
  /** What the pipeline lets in: a row that it would refuse is refused here, where its line is known. */
  readonly limits: BorderLimits;
}

/**
 * @param rowId the event's id where the file has none
 * @param now milliseconds; purchases lie before it
 * @throws {BadCell} saying why the row is no purchase
 */
export function purchaseOfRow(cells: Cells, rowId: string, reading: RowReading, now: number): Purchase {
  const { columns } = reading;
  const currency = optionalText(cells, columns.currency)?.toUpperCase() ?? reading.currency;
  const category = optionalText(cells, columns.category) ?? reading.category;
  const amountMinor = parseAmount(neededText(cells, columns.amount), currency);
  const kind = kindOf(optionalText(cells, columns.kind));
  if (amountMinor < 0 && columns.kind === undefined) {
    throw new BadCell(
      `the amount ${cells[columns.amount]} is below 0: a refund is told by a column mapped as kind, its amount above 0`,
    );
  }
  const eventId = columns.id === undefined ? rowId : neededText(cells, columns.id);
  const purchase: Purchase = {
    eventId,
    customerId: neededText(cells, columns.customer),
    kind,
    orderId: optionalText(cells, columns.order) ?? eventId,
    occurredAt: parseInstant(neededText(cells, columns.at), reading.businessTimeZone),
    amountMinor,
    currency,
    channel: null,
    lineItems: category === null ? [] : [{ sku: null, category, quantity: 1, amountMinor }],
    refundOf: null,
  };
  const checked = purchaseFact(purchase, reading.limits, now);
  if (checked.kind === 'bad') {
    throw new BadCell(checked.code === 'future-time' ? `the time ${cells[columns.at]} lies in the future` : checked.detail);
  }
  return purchase;
}

function neededText(cells: Cells, column: string): string {
  const text = cells[column]?.trim();
  if (text === undefined || text === '') throw new BadCell(`nothing in column ${JSON.stringify(column)}`);
  return text;
}

const optionalText = (cells: Cells, column: string | undefined): string | undefined =>
  (column === undefined ? undefined : cells[column]?.trim()) || undefined;

function kindOf(text: string | undefined): Purchase['kind'] {
  const kind = text?.toLowerCase() ?? 'purchase';
  if (kind === 'purchase' || kind === 'refund') return kind;
  throw new BadCell(`the kind ${JSON.stringify(text)} is neither purchase nor refund`);
}
