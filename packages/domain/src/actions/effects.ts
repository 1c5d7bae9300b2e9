/** What actions do, as what became of those acted on beside what became of those held out. */
import type { Stage } from '../lifecycle/state.ts';
import type { ActionKind, ActionsOutput, EffectGroup, EffectOutcome } from './outputs.ts';

/** Trials that have ended, in one group and one way. */
export interface EffectCount {
  readonly kind: ActionKind;
  readonly stage: Stage;
  readonly group: EffectGroup;
  readonly outcome: EffectOutcome;
  readonly count: number;
}

/** As what the census counts a record, `kind/stage/group/outcome`; empty where it tells of no effect. */
export const effectFlow = (output: ActionsOutput): string =>
  output.type === 'EffectMeasured' ? `${output.kind}/${output.stage}/${output.group}/${output.outcome}` : '';

/** From what `effectFlow` counted. */
export function effectCounts(flows: Readonly<Record<string, number>>): readonly EffectCount[] {
  return Object.entries(flows).map(([flow, count]) => {
    const [kind, stage, group, outcome] = flow.split('/') as [ActionKind, Stage, EffectGroup, EffectOutcome];
    return { kind, stage, group, outcome, count };
  });
}

/** Outcomes in which the customer has bought; of a false alarm the sooner for it. */
export const cameBack = ['purchased', 'returned', 'false-alarm'] as const satisfies readonly EffectOutcome[];

export interface GroupFigures {
  /** Trials that have ended. */
  readonly customers: number;
  readonly cameBack: number;
  /** 0 to 1; null of nobody. */
  readonly share: number | null;
}

/** A difference of two shares, -1 to 1, and where it lies with 95 % confidence. */
export interface Difference {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface EffectFigures {
  readonly kind: ActionKind;
  readonly stage: Stage;
  readonly acted: GroupFigures;
  readonly heldOut: GroupFigures;
  /** Share of those acted on who came back, less that of those held out; null where one group is empty. */
  readonly effect: Difference | null;
}

/** Of each kind of action and stage with anybody in it. */
export function effectFigures(counts: readonly EffectCount[]): readonly EffectFigures[] {
  const cells = Map.groupBy(counts, ({ kind, stage }) => `${kind}/${stage}`);
  return [...cells]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, found]) => {
      const { kind, stage } = found[0] as EffectCount;
      const [acted, heldOut] = [figuresOf(found, 'acted'), figuresOf(found, 'held-out')];
      if (acted.customers + heldOut.customers === 0) return [];
      return [{ kind, stage, acted, heldOut, effect: differenceOf(acted, heldOut) }];
    });
}

function figuresOf(counts: readonly EffectCount[], group: EffectGroup): GroupFigures {
  const own = counts.filter((count) => count.group === group);
  const sum = (some: readonly EffectCount[]) => some.reduce((total, { count }) => total + count, 0);
  const customers = sum(own);
  const back = sum(own.filter(({ outcome }) => (cameBack as readonly EffectOutcome[]).includes(outcome)));
  return { customers, cameBack: back, share: customers === 0 ? null : back / customers };
}

/** The 97.5 % quantile of the standard normal distribution. */
const z = 1.959964;

/** Hybrid score interval (Newcombe 1998, method 10), which holds also where few are counted, or none or all of them came back. */
function differenceOf(one: GroupFigures, other: GroupFigures): Difference | null {
  if (one.share === null || other.share === null) return null;
  const [first, second] = [scoreInterval(one.share, one.customers), scoreInterval(other.share, other.customers)];
  const value = one.share - other.share;
  return {
    value,
    low: value - Math.hypot(one.share - first.low, second.high - other.share),
    high: value + Math.hypot(first.high - one.share, other.share - second.low),
  };
}

/** Of one share (Wilson 1927). */
function scoreInterval(share: number, count: number): { readonly low: number; readonly high: number } {
  const middle = 2 * count * share + z ** 2;
  const half = z * Math.sqrt(z ** 2 + 4 * count * share * (1 - share));
  const whole = 2 * (count + z ** 2);
  return { low: (middle - half) / whole, high: (middle + half) / whole };
}
