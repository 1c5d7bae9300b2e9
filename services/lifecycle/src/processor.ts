/** The lifecycle as a processor: the domain's fold, its deadlines as wake-ups of the purchases' silence. */
import {
  applyDeadlines,
  applyFact,
  type Calendar,
  type Calibration,
  type CustomerState,
  type Day,
  type Fact,
  initialState,
  type LifecycleContext,
  type LifecycleRules,
  type LifecycleStep,
  type Output,
} from '@ebb/domain';
import type { Processor, Step, Wake } from '@ebb/runtime';

/** Place of the purchases among the sources: theirs is the silence that speaks. */
const purchasesSource = 0;

/** One calibration, from its effective time on. */
export const calibrationFrom =
  (calibration: (Calibration & { readonly effectiveFrom: number }) | null) =>
  (at: number): Calibration | null =>
    calibration !== null && at >= calibration.effectiveFrom ? calibration : null;

export interface LifecycleSettings {
  readonly calendar: Calendar;
  readonly rules: LifecycleRules;
  /** The calibration in force at an event time; null while none is. */
  readonly calibrationAt: (at: number) => Calibration | null;
}

export function lifecycleProcessor(settings: LifecycleSettings): Processor<CustomerState, Fact, Output> {
  const { calendar, rules, calibrationAt } = settings;
  const contextAt = (at: number, customerId: string): LifecycleContext => ({
    customerId,
    calendar,
    rules,
    calibration: calibrationAt(at),
  });
  const toStep = ({ state, outputs, wakeDay }: LifecycleStep): Step<CustomerState, Output> => ({
    state,
    emit: outputs,
    wakes: wakesFor(wakeDay, calendar),
  });
  return {
    initial: () => initialState,
    onEvent: (state, fact, customerId) => toStep(applyFact(state, fact, contextAt(fact.at, customerId))),
    onTime: (state, { dueAt }, customerId) => toStep(applyDeadlines(state, calendar.dayOf(dueAt), contextAt(dueAt, customerId))),
  };
}

const noWakes: readonly Wake[] = [];

const wakesFor = (wakeDay: Day | null, calendar: Calendar): readonly Wake[] =>
  wakeDay === null ? noWakes : [{ source: purchasesSource, dueAt: calendar.startOf(wakeDay) }];
