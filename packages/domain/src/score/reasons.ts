import { type FeatureName, featureNames } from './features.ts';
import type { ScoreStanding } from './score-standing.ts';

/** Why a customer is ranked so. */
export interface ChanceReason {
  readonly feature: FeatureName;
  /** Added to the log-odds of buying of somebody average in everything: above 0 speaks for buying. */
  readonly contribution: number;
  /** In English. */
  readonly detail: string;
  readonly detailFr: string;
}

/** As many as a person reads. */
const reasonsMax = 5;
/** Less than this changes a chance by less than one part in twenty. */
const contributionMin = 0.05;

/**
 * What the learnt score rests on for a customer, the weightiest first.
 *
 * @param contributions of the features, in their order
 */
export function reasonsOf(contributions: readonly number[], standing: ScoreStanding): readonly ChanceReason[] {
  return featureNames
    .map((feature, index) => ({ feature, contribution: contributions[index]! }))
    .filter(({ contribution }) => Math.abs(contribution) >= contributionMin)
    .toSorted((one, other) => Math.abs(other.contribution) - Math.abs(one.contribution))
    .slice(0, reasonsMax)
    .map(({ feature, contribution }) => {
      const { detail, detailFr } = wordsOf[feature](standing);
      return { feature, contribution, detail, detailFr };
    });
}

type Words = Pick<ChanceReason, 'detail' | 'detailFr'>;

const wordsOf: Readonly<Record<FeatureName, (standing: ScoreStanding) => Words>> = {
  chance: () => ({ detail: 'the buying rhythm as a whole', detailFr: 'le rythme d’achat dans son ensemble' }),
  repeats: ({ x }) => ({ detail: `has bought on ${days(x + 1)}`, detailFr: `a acheté ${jours(x + 1)} en tout` }),
  silence: ({ TDays, txDays }) => ({
    detail: `silent for ${days(TDays - txDays)}`,
    detailFr: `sans achat depuis ${jours(TDays - txDays)}`,
  }),
  age: ({ TDays }) => ({ detail: `customer for ${days(TDays)}`, detailFr: `client depuis ${jours(TDays)}` }),
  silenceOverGap: ({ x, txDays, TDays }) => {
    const gap = Math.max(Math.round(txDays / Math.max(x, 1)), 1);
    return {
      detail: `silent for ${days(TDays - txDays)}, usually buys every ${gap === 1 ? 'day' : days(gap)}`,
      detailFr: `sans achat depuis ${jours(TDays - txDays)}, achète d’habitude ${gap === 1 ? 'tous les jours' : `tous les ${gap} jours`}`,
    };
  },
  spend: () => ({ detail: 'spend on a purchase day', detailFr: 'le montant d’un jour d’achat' }),
  days90: ({ days90 }) => ({
    detail: `bought on ${days(days90)} of the last 90`,
    detailFr: `a acheté ${jours(days90)} sur les 90 derniers`,
  }),
  days28: ({ days28 }) => ({
    detail: `bought on ${days(days28)} of the last 28`,
    detailFr: `a acheté ${jours(days28)} sur les 28 derniers`,
  }),
  lastGap: ({ lastGapDays }) => ({
    detail: `the last two purchases were ${days(lastGapDays ?? 0)} apart`,
    detailFr: `${jours(lastGapDays ?? 0)} entre les deux derniers achats`,
  }),
  unevenness: () => ({ detail: 'how even the gaps between purchases are', detailFr: 'la régularité des achats' }),
};

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);
/** In French the plural begins at 2. */
const jours = (count: number): string => (count < 2 ? `${count} jour` : `${count} jours`);
