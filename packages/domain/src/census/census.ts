import type { Output } from '../lifecycle/outputs.ts';
import type { LifecycleRules } from '../lifecycle/parameters.ts';
import { type CustomerState, type Stage, stages } from '../lifecycle/state.ts';
import { dayOfLastPurchase } from '../purchases/counted-days.ts';
import { windowOf } from '../purchases/window.ts';

/** What one customer adds to the census: a stage, and the revenue of the window as of the last purchase, in minor units. */
export interface CensusStanding {
  readonly group: Stage;
  readonly amount: number;
}

/** @returns null for a customer who has not even been a suspect */
export function censusStanding({ stage, purchases }: CustomerState, { windowDays }: LifecycleRules): CensusStanding | null {
  if (stage === 'none') return null;
  if (purchases.acquiredDay === null) return { group: stage, amount: 0 };
  return { group: stage, amount: windowOf(purchases, dayOfLastPurchase(purchases), windowDays).monetaryMinor };
}

/** The flow from stage to stage that a record tells of, `from>to`; empty where it tells of none. */
export const censusFlow = (output: Output): string =>
  output.type === 'LifecycleTransition' && output.fromStage !== output.toStage ? `${output.fromStage}>${output.toStage}` : '';

/** How many customers are at each stage, and what flowed since the beginning, net of retractions. */
export interface Census {
  readonly stages: readonly { readonly stage: Stage; readonly customers: number; readonly revenueMinor: number }[];
  readonly flows: readonly { readonly fromStage: Stage; readonly toStage: Stage; readonly count: number }[];
}

export interface StageFigures {
  readonly stage: Stage;
  readonly customers: number;
  /** Of the window, minor units. */
  readonly revenueMinor: number;
  /** Revenue per customer in the window, minor units; null with nobody there. */
  readonly arpuMinor: number | null;
  /** Times that somebody entered the stage, and left it. */
  readonly entered: number;
  readonly left: number;
  /** Of all stays at the stage, the share that ended by going away. */
  readonly attrition: number;
  /** The rest: still there, or gone on to another stage of those who buy. */
  readonly retention: number;
}

/** Stages in which a customer is away. */
const away: ReadonlySet<Stage> = new Set(['disqualified', 'inactive', 'core-defector', 'lost', 'abandoned', 'erased']);

/**
 * The figures of each stage with anybody in it, or ever in it. For a period: the stages of its end, and the flows of its end less
 * those of its begin; whoever was there at its begin is still there, or among those who left.
 */
export function stageFigures({ stages: counts, flows }: Census): readonly StageFigures[] {
  return stages.flatMap((stage) => {
    const { customers, revenueMinor } = counts.find((count) => count.stage === stage) ?? { customers: 0, revenueMinor: 0 };
    const entered = total(flows.filter(({ toStage }) => toStage === stage));
    const leaving = flows.filter(({ fromStage }) => fromStage === stage);
    const left = total(leaving);
    const stays = customers + left;
    if (stays === 0) return [];
    const attrition = total(leaving.filter(({ toStage }) => away.has(toStage))) / stays;
    return [
      {
        stage,
        customers,
        revenueMinor,
        arpuMinor: customers === 0 ? null : revenueMinor / customers,
        entered,
        left,
        attrition,
        retention: 1 - attrition,
      },
    ];
  });
}

/** The sum of the censuses of all partitions. */
export function sumOfCensuses(parts: readonly Census[]): Census {
  const customers = new Map<Stage, { customers: number; revenueMinor: number }>();
  const counts = new Map<string, Census['flows'][number]>();
  for (const part of parts) {
    for (const { stage, ...more } of part.stages) {
      const had = customers.get(stage) ?? { customers: 0, revenueMinor: 0 };
      customers.set(stage, { customers: had.customers + more.customers, revenueMinor: had.revenueMinor + more.revenueMinor });
    }
    for (const flow of part.flows) {
      const name = `${flow.fromStage}>${flow.toStage}`;
      counts.set(name, { ...flow, count: flow.count + (counts.get(name)?.count ?? 0) });
    }
  }
  return { stages: [...customers].map(([stage, count]) => ({ stage, ...count })), flows: [...counts.values()] };
}

const total = (flows: readonly { readonly count: number }[]): number => flows.reduce((sum, { count }) => sum + count, 0);
