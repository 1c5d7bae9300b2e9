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

const figureNames = { auc: 'Ranking', precision: 'Those called' } as const;

/** Where Ebb is worse than other methods, and where these customers do not show a difference: lines of text. */
export function whereNotBetter({ methods }: CutFigures): readonly string[] {
  return (['auc', 'precision'] as const).flatMap((figure) => {
    const named = (is: (lead: Lead) => boolean): string =>
      [...methods]
        .map(
          ([
            key,
            {
              ebbBetterBy: { all, core },
            },
          ]) => {
            const groups = [all && is(all[figure]) ? 'all' : '', core && is(core[figure]) ? 'core' : ''].filter(
              (group) => group !== '',
            );
            return groups.length === 0 ? '' : `${methodNames[key]} (${groups.join(', ')})`;
          },
        )
        .filter((name) => name !== '')
        .join(', ');
    const worse = named(({ high }) => high < 0);
    const equal = named(({ low, high }) => low <= 0 && high >= 0);
    return [
      ...(worse === '' ? [] : [`${figureNames[figure]}: Ebb is worse than ${worse}.`]),
      ...(equal === '' ? [] : [`${figureNames[figure]}: Ebb is not shown to differ from ${equal}.`]),
    ];
  });
}

export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
