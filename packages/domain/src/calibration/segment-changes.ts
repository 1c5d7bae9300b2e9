import type { Calibration, LifecycleRules } from '../lifecycle/parameters.ts';
import type { PurchaseHistory } from '../purchases/history.ts';
import { pmgOf, scoreOf } from '../purchases/value.ts';
import type { Day } from '../time/calendar.ts';
import { standingAt } from './standing.ts';

/** Edges between segments. */
export type Edges = Pick<Calibration, 'pmgEdges' | 'rfmEdges'>;

/** How many customers stand in another segment by other edges. */
export interface SegmentChanges {
  readonly customers: number;
  readonly pmg: number;
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
}

/** Counts, customer by customer, who changes segment from the one edges to the others. */
export class SegmentChangeCount {
  readonly #asOf: Day;
  readonly #windowDays: number;
  readonly #edges: readonly [Edges, Edges];
  readonly #counts = { customers: 0, pmg: 0, recency: 0, frequency: 0, monetary: 0 };

  constructor(asOf: Day, { windowDays }: LifecycleRules, before: Edges, now: Edges) {
    this.#asOf = asOf;
    this.#windowDays = windowDays;
    this.#edges = [before, now];
  }

  add(history: PurchaseHistory): void {
    const standing = standingAt(history, this.#asOf, this.#windowDays);
    if (standing === null) return;
    const { txDays, TDays, frequency, monetaryMinor } = standing;
    const [before, now] = this.#edges.map(({ pmgEdges, rfmEdges }) => ({
      pmg: pmgOf(monetaryMinor, pmgEdges),
      recency: scoreOf(txDays - TDays, rfmEdges.recency),
      frequency: scoreOf(frequency, rfmEdges.frequency),
      monetary: scoreOf(monetaryMinor, rfmEdges.monetary),
    }));
    this.#counts.customers += 1;
    for (const segment of ['pmg', 'recency', 'frequency', 'monetary'] as const) {
      if (before![segment] !== now![segment]) this.#counts[segment] += 1;
    }
  }

  get changes(): SegmentChanges {
    return { ...this.#counts };
  }
}
