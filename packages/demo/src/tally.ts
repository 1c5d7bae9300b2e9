import type { Outcome } from './outcome.ts';

/** How often each happened, net of retractions. */
export interface Tally {
  /** Customers by the stage that their transitions led to. */
  readonly stages: Readonly<Record<string, number>>;
  /** `from>to`, of changes of the stage. */
  readonly transitions: Readonly<Record<string, number>>;
  /** `from>to`, of changes of the risk, be it with the stage or alone. */
  readonly riskChanges: Readonly<Record<string, number>>;
  /** Main-defector alerts by phase, risk alerts, proposals to abandon, and alerts closed again. */
  readonly alerts: Readonly<Record<AlertKind, number>>;
  /** Alerts by their first cause. */
  readonly causes: Readonly<Record<string, number>>;
  /** Alerts by what made them speak. */
  readonly triggers: Readonly<Record<string, number>>;
  /** Actions by their kind. */
  readonly actions: Readonly<Record<string, number>>;
  /** Decisions not to act, and actions called off, by why. */
  readonly withheld: Readonly<Record<string, number>>;
  readonly calledOff: Readonly<Record<string, number>>;
  /** Trials that have ended, as `effectFlow` tells them. */
  readonly effects: Readonly<Record<string, number>>;
}

type AlertKind = 'leaving' | 'gone' | 'risk' | 'abandonment' | 'closed';

export function tallyOf({ standing }: Outcome): Tally {
  const stages = new Counts();
  const transitions = new Counts();
  const riskChanges = new Counts();
  const alerts = { leaving: 0, gone: 0, risk: 0, abandonment: 0, closed: 0 };
  const [causes, triggers] = [new Counts(), new Counts()];
  const [actions, withheld, calledOff, effects] = [new Counts(), new Counts(), new Counts(), new Counts()];
  for (const { type, record } of standing) {
    switch (type) {
      case 'MainDefectorAlert':
      case 'RiskAlert':
        alerts[type === 'RiskAlert' ? 'risk' : (record.phase as 'leaving' | 'gone')] += 1;
        causes.add(record.causes[0]?.cause ?? 'unknown');
        triggers.add(record.trigger);
        break;
      case 'AlertClosed':
        alerts.closed += 1;
        break;
      case 'AbandonmentProposed':
        alerts.abandonment += 1;
        break;
      case 'RetentionAction':
        actions.add(record.kind);
        break;
      case 'ActionWithheld':
        withheld.add(record.reason);
        break;
      case 'ActionCalledOff':
        calledOff.add(record.reason);
        break;
      case 'EffectMeasured':
        effects.add(`${record.kind}/${record.stage}/${record.group}/${record.outcome}`);
        break;
      case 'LifecycleTransition': {
        const { fromStage, toStage, fromRisk, toRisk } = record;
        if (fromRisk !== toRisk) riskChanges.add(`${fromRisk}>${toRisk}`);
        if (fromStage === toStage) break;
        transitions.add(`${fromStage}>${toStage}`);
        stages.add(toStage);
        if (fromStage !== 'none') stages.add(fromStage, -1);
        break;
      }
    }
  }
  const counts = { stages, transitions, riskChanges, causes, triggers, actions, withheld, calledOff, effects };
  const byKey = Object.fromEntries(Object.entries(counts).map(([name, each]) => [name, each.byKey()]));
  return { ...(byKey as Record<keyof typeof counts, Readonly<Record<string, number>>>), alerts };
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

export function countBy<T>(all: readonly T[], keyOf: (each: T) => string): Readonly<Record<string, number>> {
  const counts = new Counts();
  for (const each of all) counts.add(keyOf(each));
  return counts.byKey();
}

export const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);
