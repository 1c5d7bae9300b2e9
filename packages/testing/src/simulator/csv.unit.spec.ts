import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '@ebb/contracts';
import { type BadRow, calendarOf, limitsOf, parseColumns, purchasesOf as purchasesOfFile, surveyPurchases } from '@ebb/intake';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { csvLines } from './csv.ts';
import { orders } from './purchases.ts';
import { simulate } from './simulate.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ebb-simulated-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a replay reads from the file what was bought when, by whom, for how much, line by line and in time order', async () => {
  const path = join(folder, 'shop.csv');
  writeFileSync(path, [...csvLines(simulate({ seed: 1, customers: 200 }))].join(''));
  const config = parseConfig('reportingCurrency: USD', 'test', () => '');
  const columns = parseColumns('customer=customer,at=at,amount=amount,category=category');
  const limits = limitsOf(config, calendarOf(config));
  const reading = { columns, currency: 'USD', category: null, businessTimeZone: 'UTC', limits };
  const bad: BadRow[] = [];
  const file = await surveyPurchases(path, reading, Date.parse('2026-01-01T00:00:00Z'), (row) => bad.push(row));
  expect(bad).toEqual([]);
  expect(file.isInOrder).toBe(true);
  const read: string[] = [];
  for await (const { customerId, occurredAt, amountMinor, lineItems } of purchasesOfFile(file)) {
    read.push(`${customerId} ${occurredAt} ${lineItems[0]?.category} ${amountMinor}`);
  }
  const bought = [...simulate({ seed: 1, customers: 200 })].flatMap(({ events }) => orders(events));
  const lines = bought.flatMap(({ customerId, occurredAt, lineItems }) =>
    lineItems.map(({ category, amountMinor }) => `${customerId} ${occurredAt} ${category} ${amountMinor}`),
  );
  expect(read.toSorted()).toEqual(lines.toSorted());
});
