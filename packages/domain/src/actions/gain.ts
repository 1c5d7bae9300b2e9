import type { Asking } from './asking.ts';
import type { ActionKind, ActionOffer } from './outputs.ts';
import type { ActionRules, OfferRule, SuccessRates } from './parameters.ts';

/**
 * Value at stake × (success with the action − success without), at least 0, in whole minor units. 0 where the value cannot be
 * told, and for what brings nothing back.
 */
export function expectedGainMinor(kind: ActionKind, asking: Asking, success: ActionRules['success']): number {
  const rates = ratesOf(kind, success);
  if (rates === null || asking.valueAtStakeMinor === null) return 0;
  const effect = rates.with - (asking.successWithout ?? rates.without);
  return Math.max(Math.floor(asking.valueAtStakeMinor * effect), 0);
}

function ratesOf(kind: ActionKind, success: ActionRules['success']): SuccessRates | null {
  switch (kind) {
    case 'proactive-retention':
      return success.proactiveRetention;
    case 'reactive-retention':
      return success.reactiveRetention;
    case 'service-recovery':
      return success.serviceRecovery;
    case 'win-back':
      return success.winBack;
    case 'farewell':
    case 'approval':
      return null;
  }
}

/** What may be offered: never worth more than the action is expected to gain; what has no price is always within that. */
export function offerWithin(rule: OfferRule | null, gainMinor: number): ActionOffer | null {
  if (rule === null) return null;
  const { kind, shareOfLimitStart } = rule;
  if (rule.limitMinor === 0) return { kind, startMinor: 0, limitMinor: 0 };
  const limitMinor = Math.min(rule.limitMinor, gainMinor);
  return limitMinor === 0 ? null : { kind, startMinor: Math.floor(limitMinor * shareOfLimitStart), limitMinor };
}
