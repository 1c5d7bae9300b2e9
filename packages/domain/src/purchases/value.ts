/** A small, medium or large customer by revenue (petit, moyen, gros). */
export type Pmg = 'small' | 'medium' | 'large';

/** Least window revenue of a medium and of a large customer, in minor units of the reporting currency. */
export interface PmgEdges {
  readonly medium: number;
  readonly large: number;
}

/** Four ascending edges each: recency in days (negated), frequency in purchase days, monetary in minor units. */
export interface RfmEdges {
  readonly recency: readonly number[];
  readonly frequency: readonly number[];
  readonly monetary: readonly number[];
}

export function pmgOf(monetaryMinor: number, edges: PmgEdges): Pmg {
  if (monetaryMinor >= edges.large) return 'large';
  return monetaryMinor >= edges.medium ? 'medium' : 'small';
}

/** The score of 1 to 5 among four ascending edges; a value on an edge has the lower score. */
export function scoreOf(value: number, edges: readonly number[]): number {
  let score = 1;
  for (const edge of edges) if (edge < value) score += 1;
  return score;
}
