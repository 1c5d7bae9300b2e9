import type { Outcome } from './outcome.ts';

/** How often each happened, net of retractions. */
export interface Tally {
  /** Customers by the stage that their transitions led to. */
  readonly stages: Readonly<Record<string, number>>;
  /** `from>to`, of changes of the stage. */
  readonly transitions: Readonly<Record<string, number>>;
  /** `from>to`, of changes of the risk, be it with the stage or alone. */
  readonly riskChanges: Readonly<Record<string, number>>;
  /** Main-defector alerts by phase, and those closed again. */
  readonly alerts: Readonly<Record<'leaving' | 'gone' | 'closed', number>>;
}

export function tallyOf({ standing }: Outcome): Tally {
  const stages = new Counts();
  const transitions = new Counts();
  const riskChanges = new Counts();
  const alerts = { leaving: 0, gone: 0, closed: 0 };
  for (const entry of standing) {
    if (entry.type === 'AlertClosed') alerts.closed += 1;
    else if (entry.type === 'MainDefectorAlert') alerts[entry.record.phase as 'leaving' | 'gone'] += 1;
    else {
      const { fromStage, toStage, fromRisk, toRisk } = entry.record;
      if (fromRisk !== toRisk) riskChanges.add(`${fromRisk}>${toRisk}`);
      if (fromStage === toStage) continue;
      transitions.add(`${fromStage}>${toStage}`);
      stages.add(toStage);
      if (fromStage !== 'none') stages.add(fromStage, -1);
    }
  }
  return { stages: stages.byKey(), transitions: transitions.byKey(), riskChanges: riskChanges.byKey(), alerts };
}

export class Counts {
  readonly #counts = new Map<string, number>();

  add(key: string, count = 1): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
  }

  /** Without zeros. */
  byKey(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].filter(([, count]) => count !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }
}

export const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);
