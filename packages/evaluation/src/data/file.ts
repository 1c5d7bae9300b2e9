import { basename } from 'node:path';
import { type Config, minorDigitsOf, purchaseFact } from '@ebb/contracts';
import type { Fact } from '@ebb/domain';
import { type BadRow, type Columns, calendarOf, limitsOf, purchasesOf, surveyPurchases } from '@ebb/intake';
import { type HistoryData, historyData } from './history-data.ts';
import { seededTenth } from './seeded-tenth.ts';

export interface FileOptions {
  readonly path: string;
  readonly columns: Columns;
  /** ISO 4217; of rows without a currency of their own. */
  readonly currency: string;
  readonly config: Config;
  readonly onBadRow: (bad: BadRow) => void;
}

/** @throws {IntakeError} where the file cannot be read as purchases */
export async function fileData({ path, columns, currency, config, onBadRow }: FileOptions): Promise<HistoryData> {
  const calendar = calendarOf(config);
  const limits = limitsOf(config, calendar);
  const { businessTimeZone, reportingCurrency } = config;
  const now = Date.now();
  const file = await surveyPurchases(path, { columns, currency, category: null, businessTimeZone, limits }, now, onBadRow);
  const facts = new Map<string, Fact[]>();
  for await (const purchase of purchasesOf(file)) {
    const sound = purchaseFact(purchase, limits, now);
    if (sound.kind === 'bad') continue;
    const former = facts.get(sound.customerId);
    if (former === undefined) facts.set(sound.customerId, [sound.fact]);
    else former.push(sound.fact);
  }
  return historyData({
    name: basename(path),
    facts,
    ...seededTenth(),
    calendar,
    currency: reportingCurrency,
    currencyDigits: minorDigitsOf(reportingCurrency) as number,
  });
}
