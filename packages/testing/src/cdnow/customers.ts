import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Purchase } from '@ebb/domain';
import { parse } from 'csv-parse/sync';

export const cdnowFolder = new URL('../../../../infra/cdnow/', import.meta.url);

/** The data set's event time ends here: after its last day, 1998-06-30. */
export const cdnowEnd = Date.parse('1998-07-01T00:00:00Z');

/** The purchases of each CDNOW customer in the order of the file; amounts in US cents. */
export function readCdnow(): ReadonlyMap<string, readonly Purchase[]> {
  const csv = gunzipSync(readFileSync(new URL('purchases.csv.gz', cdnowFolder)));
  const file = createHash('sha256').update(csv).digest('hex').slice(0, 8);
  const rows: Row[] = parse(csv, { columns: true });
  const customers = new Map<string, Purchase[]>();
  for (const [index, row] of rows.entries()) {
    const purchase = purchaseOf(row, `${file}-${String(index + 1).padStart(7, '0')}`);
    const former = customers.get(row.customer_id);
    if (former === undefined) customers.set(row.customer_id, [purchase]);
    else former.push(purchase);
  }
  return customers;
}

interface Row {
  readonly customer_id: string;
  readonly date: string;
  readonly amount_usd: string;
}

function purchaseOf(row: Row, id: string): Purchase {
  return {
    kind: 'purchase',
    id,
    at: Date.parse(`${row.date}T00:00:00Z`),
    amountMinor: centsOf(row.amount_usd),
    // The file tells only how many CDs were bought.
    categories: ['cd'],
  };
}

/** Cents of a decimal text with two decimals, digit by digit: no float comes near an amount. */
function centsOf(text: string): number {
  const digits = /^(?<dollars>\d+)\.(?<cents>\d{2})$/.exec(text)?.groups;
  if (digits === undefined)
    throw new Error(`CDNOW amount "${text}" is not dollars with two decimals: is the file the original one?`);
  return Number(`${digits['dollars']}${digits['cents']}`);
}
