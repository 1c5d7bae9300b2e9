import { defaultPolicy } from './default-policy.ts';
import type { ActionRules } from './parameters.ts';

/** The defaults of docs/actions.md. Rates of success are assumptions until hold-outs have measured them. */
export const defaultActionRules: ActionRules = {
  holdOut: { share: 0.1 },
  queues: ['retention', 'technical', 'billing', 'case-owners', 'customer-care', 'campaigns', 'managers'],
  openingHours: { weekdays: [1, 2, 3, 4, 5], from: 9 * 60, to: 18 * 60, holidays: [] },
  success: {
    proactiveRetention: { with: 0.5, without: 0.35 },
    reactiveRetention: { with: 0.5, without: 0.15 },
    serviceRecovery: { with: 0.6, without: 0.3 },
    winBack: { with: 0.4, without: 0.25 },
  },
  policy: defaultPolicy,
};
