import type { Calibration, Day, Fact, SilenceEvidence, SilenceRule } from '@ebb/domain';
import { pAlive, pBuysWithin, type Rhythm } from './alive.ts';
import { countedDays, purchaseDays, windowOf } from './purchase-days.ts';
import type { OracleSettings } from './settings.ts';

/** Counted days, first and last; the day of the first purchase stands for all where every day was refunded away. */
export function rhythmOf(known: readonly Fact[], { calendar, rules }: OracleSettings): Rhythm | null {
  const acquired = known.find((fact) => fact.kind === 'purchase');
  if (acquired === undefined) return null;
  const counted = countedDays(purchaseDays(known, calendar, rules.windowDays));
  const firstDay = counted[0] ?? calendar.dayOf(acquired.at);
  return { firstDay, lastDay: counted.at(-1) ?? firstDay, repeats: Math.max(counted.length - 1, 0) };
}

function score(value: number, edges: readonly number[]): number {
  return 1 + edges.filter((edge) => edge < value).length;
}

function sizeOf(monetaryMinor: number, { pmgEdges }: Calibration): SilenceEvidence['pmg'] {
  if (monetaryMinor >= pmgEdges.large) return 'large';
  return monetaryMinor >= pmgEdges.medium ? 'medium' : 'small';
}

/** What is known of a customer at the start of `day`, when `rule` made the silence speak. */
export function evidenceOf(
  known: readonly Fact[],
  day: Day,
  rule: SilenceRule,
  rhythm: Rhythm,
  calibration: Calibration,
  settings: OracleSettings,
): SilenceEvidence {
  const { calendar, rules } = settings;
  const days = purchaseDays(known, calendar, rules.windowDays);
  const counted = countedDays(days);
  const { firstDay, lastDay, repeats } = rhythm;
  const purchases = known.filter((fact) => fact.kind === 'purchase');
  const lastBought = Math.max(...purchases.map((purchase) => calendar.dayOf(purchase.at)));
  const window = windowOf(days, lastBought, rules.windowDays);
  return {
    lastPurchaseDay: lastDay,
    silenceDays: day - lastDay,
    usualGapDays: repeats === 0 ? null : (lastDay - firstDay) / repeats,
    purchaseDays: counted.length,
    ...window,
    pAlive: pAlive(calibration.rhythm, rhythm, day),
    pAliveThreshold: rule.pAlive,
    pBuysWithin180Days: pBuysWithin(calibration.rhythm, rhythm, day, 180),
    recencyScore: score(lastDay - day, calibration.rfmEdges.recency),
    frequencyScore: score(window.frequency, calibration.rfmEdges.frequency),
    monetaryScore: score(window.monetaryMinor, calibration.rfmEdges.monetary),
    pmg: sizeOf(window.monetaryMinor, calibration),
  };
}
