import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseConfig } from '@ebb/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarOf, limitsOf } from './limits.ts';
import { type BadRow, purchasesOf, surveyPurchases } from './purchases-file.ts';
import { parseColumns } from './rows/columns.ts';
import type { Purchase } from './rows/purchase-of-row.ts';

const now = Date.parse('2026-06-01T00:00:00Z');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ebb-intake-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Read {
  readonly purchases: readonly Purchase[];
  readonly bad: readonly BadRow[];
}

async function read(name: string, content: string | Buffer, map = 'customer=who,at=when,amount=paid'): Promise<Read> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const config = parseConfig('reportingCurrency: EUR\nrates: { USD: [{ from: 2026-01-01, rate: "0.9" }] }', 'test', () => '');
  const limits = limitsOf(config, calendarOf(config));
  const reading = { columns: parseColumns(map), currency: 'EUR', category: null, businessTimeZone: 'UTC', limits };
  const bad: BadRow[] = [];
  const file = await surveyPurchases(path, reading, now, (row) => bad.push(row));
  const purchases: Purchase[] = [];
  for await (const purchase of purchasesOf(file)) purchases.push(purchase);
  return { purchases, bad };
}

const who = ({ purchases }: Read) => purchases.map(({ customerId }) => customerId);

describe('A CSV file', () => {
  it('becomes purchases whose ids are its hash and their rows', async () => {
    const csv = 'who,when,paid\nann,2026-01-01,12.50\nbob,2026-01-02,3\n';
    const hash = createHash('sha256').update(csv).digest('hex').slice(0, 8);
    const { purchases, bad } = await read('shop.csv', csv);
    expect(bad).toEqual([]);
    expect(purchases).toEqual([
      {
        eventId: `${hash}-0000001`,
        customerId: 'ann',
        kind: 'purchase',
        orderId: `${hash}-0000001`,
        occurredAt: Date.parse('2026-01-01T00:00:00Z'),
        amountMinor: 1_250,
        currency: 'EUR',
        channel: null,
        lineItems: [],
        refundOf: null,
      },
      expect.objectContaining({ eventId: `${hash}-0000002`, customerId: 'bob', amountMinor: 300 }),
    ]);
  });

  it('has the same ids when it is packed', async () => {
    const csv = 'who,when,paid\nann,2026-01-01,12.50\n';
    const [plain, packed] = [await read('shop.csv', csv), await read('shop.csv.gz', gzipSync(csv))];
    expect(packed).toEqual(plain);
  });

  it('may bring ids, orders, kinds, currencies and categories of its own', async () => {
    const csv = 'n,who,when,paid,cur,cat,ord,what\ne1,ann,2026-01-01,5,usd,books,o1,Refund\n';
    const map = 'id=n,customer=who,at=when,amount=paid,currency=cur,category=cat,order=ord,kind=what';
    const { purchases } = await read('shop.csv', csv, map);
    expect(purchases).toMatchObject([
      { eventId: 'e1', orderId: 'o1', kind: 'refund', currency: 'USD', lineItems: [{ category: 'books', amountMinor: 500 }] },
    ]);
  });

  it('may come from a spreadsheet: byte order mark, carriage returns, quotes, line breaks in fields, empty lines', async () => {
    const csv = '\uFEFFwho,when,paid,note\r\n"Smith, Ann",2026-01-01,1,"said ""no""\r\nand left"\r\n\r\nbob,2026-01-02,2,\r\n';
    const result = await read('shop.csv', csv);
    expect(result.bad).toEqual([]);
    expect(who(result)).toEqual(['Smith, Ann', 'bob']);
  });

  it('is sorted by time where it is out of order; what came at one instant stays as it stands', async () => {
    const csv = 'who,when,paid\nlate,2026-01-03,1\nfirst,2026-01-01,1\nsecond,2026-01-01,1\nthird,2026-01-02,1\n';
    expect(who(await read('shop.csv', csv))).toEqual(['first', 'second', 'third', 'late']);
  });
});

describe('An NDJSON file', () => {
  it('keeps the digits of its numbers', async () => {
    const lines = '{"who":"ann","when":1767225600000,"paid":70368744177664.07}\n{"who":7,"when":"2026-01-02","paid":"1.10"}\n';
    const { purchases, bad } = await read('shop.ndjson', lines);
    expect(bad).toMatchObject([{ line: 1, reason: expect.stringContaining('amountMaxMinor') }]);
    expect(bad[0]?.reason).toContain('7036874417766407 EUR');
    expect(purchases).toMatchObject([{ customerId: '7', amountMinor: 110 }]);
  });

  it('may have lines that are no object', async () => {
    const result = await read('shop.jsonl', '{"who":"ann","when":"2026-01-01","paid":1}\nnull\n[1]\n{oops\n');
    expect(result.bad.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '2 JSON, but no object',
      '3 JSON, but no object',
      '4 no JSON',
    ]);
    expect(who(result)).toEqual(['ann']);
  });
});

describe('A bad row', () => {
  const rows = [
    ['ann,2026-01-01', '2 fields, but 3 columns'],
    [',2026-01-01,1', 'nothing in column "who"'],
    ['ann,,1', 'nothing in column "when"'],
    ['ann,1.1.2026,1', 'the time "1.1.2026" is no ISO date'],
    ['ann,2026-01-01,"1,50"', 'the amount "1,50" is no decimal number'],
    ['ann,2026-01-01,1.005', 'the amount 1.005 has 3 decimals; EUR has 2'],
    ['ann,2026-01-01,-5', 'the amount -5 is below 0: a refund is told by a column mapped as kind'],
    ['ann,2027-01-01,1', 'the time 2027-01-01 lies in the future'],
    ['ann,1989-12-31,1', 'from 1990 to 9999 is allowed'],
    [`${'x'.repeat(300)},2026-01-01,1`, 'customerId has 300 characters; 1 to 256 are allowed'],
    ['an"n,2026-01-01,"1', 'a quote'],
    ['"ann,2026-01-01,1', 'a quote is not closed'],
  ] as const;

  it.each(rows)('(%s) is named by line and reason, and costs nothing else', async (row, reason) => {
    const result = await read('shop.csv', `who,when,paid\nbefore,2026-01-01,1\n${row}\nafter,2026-01-02,2\n`);
    expect(result.bad).toEqual([{ line: 3, reason: expect.stringContaining(reason), row: expect.anything() }]);
    expect(who(result)).toEqual(['before', 'after']);
    expect(result.purchases.map(({ eventId }) => eventId.slice(-7))).toEqual(['0000001', '0000003']);
  });

  it.each([
    ['EURO', '"EURO" is no currency of ISO 4217'],
    ['GBP', 'no rate from GBP to EUR on 2026-01-02'],
  ])('may have a currency that cannot be used (%s)', async (currency, reason) => {
    const csv = `who,when,paid,cur\nann,2026-01-02,1,${currency}\nbob,2026-01-02,1,EUR\n`;
    const { bad } = await read('shop.csv', csv, 'customer=who,at=when,amount=paid,currency=cur');
    expect(bad).toMatchObject([{ line: 2, reason }]);
  });
});

describe('Nothing is replayed', () => {
  it.each([
    ['shop.csv', 'customer,when,paid\n', 'has no column "who"'],
    ['shop.csv', '', 'is empty'],
    ['shop.csv', 'who,when,paid\nann,yesterday,1\n', 'none of its 1 rows is a purchase'],
    ['shop.xlsx', '', 'the name tells the format'],
    ['shop.csv.gz', 'not packed', 'cannot be read: incorrect header check'],
  ])('of a file (%s, %j) that is not fit for it', async (name, content, message) => {
    await expect(read(name, content)).rejects.toThrow(message);
  });

  it('of a file that is not there', async () => {
    const config = parseConfig('', 'test', () => '');
    const reading = {
      columns: parseColumns('customer=who,at=when,amount=paid'),
      currency: 'EUR',
      category: null,
      businessTimeZone: 'UTC',
      limits: limitsOf(config, calendarOf(config)),
    };
    const path = join(folder, 'none.csv');
    await expect(surveyPurchases(path, reading, now, () => {})).rejects.toThrow(`${path} cannot be read: ENOENT`);
  });
});
