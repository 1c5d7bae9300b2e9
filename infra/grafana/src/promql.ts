/** Questions that several panels ask. */

/** A quantile of a histogram over the last moments; nothing where nothing was measured. @param by labels to tell apart */
export const quantile = (share: number, histogram: string, selector = '', by = ''): string =>
  `histogram_quantile(${share}, sum by (le${by && `, ${by}`}) (rate(${histogram}_bucket${selector}[$__rate_interval])))`;

/** The mean of what a histogram or summary has measured. */
export const mean = (histogram: string, selector = '', by = ''): string => {
  const sum = (what: string) => `sum${by && ` by (${by})`} (rate(${histogram}_${what}${selector}[$__rate_interval]))`;
  return `${sum('sum')} / ${sum('count')}`;
};

/** 0 in place of nothing: where there is nothing because nothing of the kind has happened. */
export const orNone = (expr: string): string => `(${expr}) or vector(0)`;
