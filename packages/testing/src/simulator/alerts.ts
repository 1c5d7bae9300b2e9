import {
  applyDeadline,
  applyFact,
  type Calibrations,
  type CauseName,
  defaultRules,
  type Fact,
  type Instant,
  initialState,
  type LifecycleContext,
  type LifecycleStep,
  type LifecycleWake,
  type Output,
  type Trigger,
  utcCalendar,
} from '@ebb/domain';
import { orderedFacts } from '../oracle/ordered-facts.ts';
import { factsOf } from '../pipeline/facts.ts';
import type { SimulatedCustomer } from './customer.ts';

/** An alert of Ebb's. */
export interface Alert {
  readonly at: Instant;
  readonly trigger: Trigger;
  /** Ranked; `unknown` where none was found. */
  readonly causes: readonly CauseName[];
  /** Null: open at the end of the data. */
  readonly closedAt: Instant | null;
}

/** What Ebb said of a customer. */
export interface Said {
  /** By time. */
  readonly alerts: readonly Alert[];
  /** When the customer became core first; null for never. */
  readonly coreAt: Instant | null;
  /** When Ebb found that the customer is gone, each time. */
  readonly goneAt: readonly Instant[];
}

/**
 * What the rules make of a customer's events, by the product's own code, with the default rules.
 *
 * @param until deadlines up to it speak, itself included
 */
export function saidOf({ truth: { customerId }, events }: SimulatedCustomer, calibrations: Calibrations, until: Instant): Said {
  const contextAt = (at: Instant): LifecycleContext => ({
    customerId,
    calendar: utcCalendar,
    rules: defaultRules,
    rulesVersion: 'default',
    currency: 'USD',
    currencyDigits: 2,
    calibration: calibrations.at(at),
    calibrationOf: (version) => calibrations.of(version),
  });
  const outputs = outputsOf(orderedFacts(factsOf(events).get(customerId) ?? [], until), contextAt, until);
  const closed = new Map(outputs.flatMap((output) => (output.type === 'AlertClosed' ? [[output.alertId, output.at]] : [])));
  return {
    alerts: outputs.flatMap((output): Alert[] => {
      if (output.type !== 'MainDefectorAlert' && output.type !== 'RiskAlert') return [];
      const { at, trigger, recordId } = output;
      return [{ at, trigger, causes: output.causes.map(({ cause }) => cause), closedAt: closed.get(recordId) ?? null }];
    }),
    coreAt: entered(outputs, 'core')[0] ?? null,
    goneAt: entered(outputs, 'inactive', 'core-defector'),
  };
}

/** @param facts in the order of their time */
function outputsOf(facts: readonly Fact[], contextAt: (at: Instant) => LifecycleContext, until: Instant): readonly Output[] {
  const outputs: Output[] = [];
  let state = initialState;
  let wakes: readonly LifecycleWake[] = [];
  const take = (step: LifecycleStep): void => {
    outputs.push(...step.outputs);
    ({ state, wakes } = step);
  };
  const wakeBefore = (instant: Instant): void => {
    for (let wake = soonest(wakes); wake !== null && wake.dueAt < instant; wake = soonest(wakes)) {
      take(applyDeadline(state, wake, contextAt(wake.dueAt)));
    }
  };
  for (const fact of facts) {
    wakeBefore(fact.at);
    take(applyFact(state, fact, contextAt(fact.at)));
  }
  wakeBefore(until + 1);
  return outputs;
}

/** Of two at one instant that of the purchases, which comes first. */
const soonest = (wakes: readonly LifecycleWake[]): LifecycleWake | null =>
  wakes.reduce<LifecycleWake | null>((first, wake) => (first === null || wake.dueAt < first.dueAt ? wake : first), null);

function entered(outputs: readonly Output[], ...stages: readonly string[]): readonly Instant[] {
  return outputs.flatMap((output) => {
    if (output.type !== 'LifecycleTransition' || output.fromStage === output.toStage) return [];
    return stages.includes(output.toStage) ? [output.at] : [];
  });
}
