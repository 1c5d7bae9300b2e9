import { countedDaysOf, dayOfLastPurchase } from '../purchases/counted-days.ts';
import type { PurchaseHistory } from '../purchases/history.ts';
import { pmgOf, scoreOf } from '../purchases/value.ts';
import { windowOf } from '../purchases/window.ts';
import { pAlive, pBuysWithin } from '../rhythm/mbg-nbd.ts';
import type { Day } from '../time/calendar.ts';
import { rhythmOf } from './deadlines.ts';
import type { SilenceEvidence } from './outputs.ts';
import type { Calibration, SilenceRule } from './parameters.ts';

/** What the silence at the start of a day says, of a customer who has bought before it. */
export function evidenceOfSilence(
  purchases: PurchaseHistory,
  day: Day,
  rule: SilenceRule,
  windowDays: number,
  { rhythm: parameters, rfmEdges, pmgEdges }: Calibration,
): SilenceEvidence {
  const days = countedDaysOf(purchases);
  const rhythm = rhythmOf(days);
  const weeks = (day - days.firstDay) / 7;
  const silenceDays = day - days.lastDay;
  const { frequency, monetaryMinor } = windowOf(purchases, dayOfLastPurchase(purchases), windowDays);
  return {
    lastPurchaseDay: days.lastDay,
    silenceDays,
    usualGapDays: rhythm.x === 0 ? null : (days.lastDay - days.firstDay) / rhythm.x,
    purchaseDays: days.count,
    frequency,
    monetaryMinor,
    pAlive: pAlive(parameters, rhythm, weeks),
    pAliveThreshold: rule.pAlive,
    pBuysWithin180Days: pBuysWithin(parameters, rhythm, weeks, 180 / 7),
    recencyScore: scoreOf(-silenceDays, rfmEdges.recency),
    frequencyScore: scoreOf(frequency, rfmEdges.frequency),
    monetaryScore: scoreOf(monetaryMinor, rfmEdges.monetary),
    pmg: pmgOf(monetaryMinor, pmgEdges),
  };
}
