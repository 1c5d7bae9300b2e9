/**
 * The judge of the lifecycle: what a whole history should have led to, computed at once by plain, slow code. It shares
 * no function with the code it judges and goes about it differently on purpose: it walks through a customer's life day
 * by day, asks at the start of each day whether the silence has lasted long enough, and builds days, windows and rhythm
 * anew from the full list of facts whenever it needs them. Specification: docs/rules.md.
 */

import type { Day, Fact, Instant, Risk, Stage } from '@ebb/domain';
import { buy } from './buying.ts';
import { rhythmOf } from './evidence.ts';
import { type Life, newLife, type OracleOutput } from './life.ts';
import { orderedFacts } from './ordered-facts.ts';
import { countedDays, purchaseDays, windowOf } from './purchase-days.ts';
import type { OracleSettings } from './settings.ts';
import { fallSilent } from './silence.ts';

export interface OracleState {
  readonly stage: Stage;
  readonly risk: Risk;
  readonly lifetime: number;
  readonly everCore: boolean;
  /** Counted purchase days in the window of the latest fact's day. */
  readonly frequency: number;
  /** Net revenue in that window, in minor units. */
  readonly monetaryMinor: number;
  /** Counted purchase days over the whole history. */
  readonly purchaseDays: number;
  /** First and last counted purchase day (the day of the first purchase where all were refunded away); null before any. */
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
}

export interface Verdict {
  /** By time; those of one cause in the order in which they follow from it. */
  readonly outputs: readonly OracleOutput[];
  readonly state: OracleState;
}

/** Facts may come in any order and more than once; those after `asOf` are left out. */
export function oracle(customerId: string, facts: readonly Fact[], settings: OracleSettings): Verdict {
  const life = newLife(customerId);
  walk(life, orderedFacts(facts, settings.asOf), settings);
  return { outputs: life.outputs, state: summary(life, settings) };
}

/** Facts at the very start of a day come before its deadlines, all others of the day after them. */
function walk(life: Life, facts: readonly Fact[], settings: OracleSettings): void {
  const { calendar, asOf } = settings;
  let next = 0;
  const takeFactsUntil = (isIncluded: (at: Instant) => boolean): void => {
    for (let fact = facts[next]; fact !== undefined && isIncluded(fact.at); fact = facts[++next]) {
      life.known.push(fact);
      if (fact.kind === 'purchase') buy(life, fact, settings);
    }
  };
  const [first] = facts;
  if (first === undefined) return;
  for (let day = calendar.dayOf(first.at); calendar.startOf(day) <= asOf; day += 1) {
    const start = calendar.startOf(day);
    const end = calendar.startOf(day + 1);
    takeFactsUntil((at) => at <= start);
    fallSilent(life, day, settings);
    takeFactsUntil((at) => at < end);
  }
}

function summary({ known, stage, risk, lifetime, everCore }: Life, settings: OracleSettings): OracleState {
  const { calendar, rules } = settings;
  const days = purchaseDays(known, calendar, rules.windowDays);
  const latest = known.at(-1);
  const window =
    latest === undefined ? { frequency: 0, monetaryMinor: 0 } : windowOf(days, calendar.dayOf(latest.at), rules.windowDays);
  const rhythm = rhythmOf(known, settings);
  return {
    stage,
    risk,
    lifetime,
    everCore,
    ...window,
    purchaseDays: countedDays(days).length,
    firstDay: rhythm?.firstDay ?? null,
    lastDay: rhythm?.lastDay ?? null,
  };
}
