import type { CutFigures } from '../evaluate.ts';
import type { Lead } from '../figures/leads.ts';
import type { MethodKey } from '../methods/methods.ts';

export const methodNames: Readonly<Record<MethodKey, string>> = {
  ebb: 'Ebb',
  rhythm: "Ebb's rhythm alone",
  recency: 'Recency',
  frequency: 'Frequency',
  'all-inactive': 'All inactive',
  hiatus: 'Best fixed cut-off',
  'silence-over-gap': 'Silence ÷ usual gap',
  'bg-nbd-alive': 'BG/NBD alive ≥ 50 %',
  'bg-nbd': 'BG/NBD purchases',
  'mbg-nbd': 'MBG/NBD purchases',
  'pareto-nbd': 'Pareto/NBD purchases',
};

export const count = (value: number): string => value.toLocaleString('en-US');
export const decimals = (value: number | null | undefined, digits = 3): string =>
  value === null || value === undefined ? '–' : value.toFixed(digits);
export const percent = (share: number | null | undefined): string =>
  share === null || share === undefined ? '–' : `${Math.round(100 * share)} %`;

const groupNames = { all: 'all customers', core: 'core' } as const;
const figureNames = { auc: 'ranking', precision: 'those called' } as const;

/** Where Ebb is worse than another method, or no difference can be shown with these customers. */
export function notBetter({ methods }: CutFigures): { readonly worse: readonly string[]; readonly equal: readonly string[] } {
  const [worse, equal]: [string[], string[]] = [[], []];
  for (const [key, { ebbBetterBy }] of methods) {
    for (const group of ['all', 'core'] as const) {
      for (const figure of ['auc', 'precision'] as const) {
        const lead = ebbBetterBy[group]?.[figure];
        if (lead === undefined || lead.low > 0) continue;
        const what = `${methodNames[key]}, ${figureNames[figure]}, ${groupNames[group]}: ${withInterval(lead)}`;
        (lead.high < 0 ? worse : equal).push(what);
      }
    }
  }
  return { worse, equal };
}

const withInterval = ({ difference, low, high }: Lead): string => `${signed(difference)} (${signed(low)} to ${signed(high)})`;

export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
