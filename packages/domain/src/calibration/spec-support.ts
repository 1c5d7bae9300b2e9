import { addPurchase, addRefund, emptyHistory, type PurchaseHistory } from '../purchases/history.ts';
import type { Day } from '../time/calendar.ts';
import type { FittingRules } from './calibrate.ts';

/** Bought on each of the days, for 20 unless said otherwise. */
export const boughtOn = (days: readonly Day[], amountMinor = 2_000): PurchaseHistory =>
  days.reduce((history, day) => addPurchase(history, day, amountMinor, 365, []), emptyHistory);

export const refunded = (history: PurchaseHistory, day: Day, amountMinor: number): PurchaseHistory =>
  addRefund(history, day, amountMinor);

/** Of a shop so small that a test can tell its customers. */
export const smallFitting: FittingRules = {
  customersMin: 4,
  repeatersMin: 2,
  spanDaysMin: 90,
  silenceChangeMax: 2,
  edgeChangeMax: 2,
  falseAlarmShareMax: 0.12,
  observationsMin: 4,
};
