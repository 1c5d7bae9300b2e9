import { readFileSync } from 'node:fs';
import { type Day, utcCalendar } from '@ebb/domain';
import { readCdnow } from '@ebb/testing/cdnow';
import { type Cut, type HistoryData, historyData } from './history-data.ts';

const sampleIds = new URL('../../../../infra/cdnow/sample-ids.txt', import.meta.url);

const dayOf = (date: string): Day => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** The classic one, 39 weeks after 39 weeks, and others before and after it. */
export const cdnowCuts: readonly Cut[] = [
  { day: dayOf('1997-06-30'), horizonDays: 92 },
  { day: dayOf('1997-09-30'), horizonDays: 273 },
  { day: dayOf('1997-12-31'), horizonDays: 181 },
  { day: dayOf('1998-03-31'), horizonDays: 91 },
];

export function cdnowData(): HistoryData {
  const sample = new Set(readFileSync(sampleIds, 'utf8').trim().split('\n'));
  return historyData({
    name: 'CDNOW',
    facts: readCdnow(),
    tuning: 'the 2,357 customers of the classic sample',
    isForTuning: (customerId) => sample.has(customerId),
    calendar: utcCalendar,
    currency: 'USD',
    currencyDigits: 2,
  });
}
