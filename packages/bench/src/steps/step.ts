/** What a step of the batch costs, beside the same step of the plain consumer. */
export interface Step {
  readonly name: 'decode' | 'fold' | 'commit' | 'relay';
  /** How many records, or customers, one call is for. */
  readonly count: number;
  readonly ours: () => unknown;
  readonly plain: () => unknown;
}

/** Customers and records of one call. */
export const count = 100;
