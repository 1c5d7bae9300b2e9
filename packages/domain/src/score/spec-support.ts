import fc from 'fast-check';
import { addPurchase, addRefund, emptyHistory, type PurchaseHistory } from '../purchases/history.ts';
import type { Day } from '../time/calendar.ts';
import type { ScoreScale } from './features.ts';
import { featureNames } from './features.ts';
import type { Score } from './score.ts';

export const windowDays = 365;

/** What happened on a day. */
export interface Happening {
  readonly day: Day;
  readonly kind: 'purchase' | 'refund';
  readonly amountMinor: number;
}

/** Purchases and refunds over some fifty years, some of them on one day, some free of charge; refunds may exceed what was paid. */
export const anyHappenings: fc.Arbitrary<readonly Happening[]> = fc
  .array(
    fc.record({
      gap: fc.oneof(fc.nat(3), fc.nat(60), fc.nat(3_000)),
      kind: fc.constantFrom('purchase' as const, 'purchase' as const, 'refund' as const),
      amountMinor: fc.oneof(fc.nat(20_000), fc.constant(0), fc.nat(1_000_000_000_000)),
    }),
    { maxLength: 30 },
  )
  .map((some) => {
    let day = 10_000;
    return some.map(({ gap, ...happening }) => {
      day += gap;
      return { day, ...happening };
    });
  });

export function historyOf(happenings: readonly Happening[]): PurchaseHistory {
  return happenings.reduce(
    (history, { day, kind, amountMinor }) =>
      kind === 'purchase' ? addPurchase(history, day, amountMinor, windowDays, []) : addRefund(history, day, amountMinor),
    emptyHistory,
  );
}

export const purchasesOn = (...days: readonly Day[]): PurchaseHistory =>
  historyOf(days.map((day) => ({ day, kind: 'purchase', amountMinor: 1_000 })));

export const scale: ScoreScale = {
  rhythm: { r: 0.52, alpha: 6.2, a: 0.89, b: 1.61 },
  pmgEdges: { medium: 5_000, large: 14_000 },
};

/** A score in which each feature weighs 1. */
export const plainScore: Score = {
  labelDays: 28,
  lookBackDays: 253,
  intercept: -1,
  terms: featureNames.map((feature) => ({ feature, mean: 0, deviation: 1, weight: 1 })),
};
