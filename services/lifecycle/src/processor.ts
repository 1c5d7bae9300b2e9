/** The lifecycle as a processor: the domain's fold, its deadlines as wake-ups of the silence of purchases and contacts. */
import { minorDigitsOf, sourceNames } from '@ebb/contracts';
import {
  applyDeadline,
  applyFact,
  type Calendar,
  type Calibrations,
  type CustomerState,
  type Fact,
  initialState,
  type LifecycleContext,
  type LifecycleRules,
  type LifecycleStep,
  type LifecycleWake,
  type Output,
  type WakeSource,
} from '@ebb/domain';
import type { Processor, Step, Wake } from '@ebb/runtime';

export interface LifecycleSettings {
  readonly calendar: Calendar;
  readonly rules: LifecycleRules;
  /** A digest of the rules: alerts tell by which they were raised. */
  readonly rulesVersion: string;
  /** The reporting currency, ISO 4217. */
  readonly currency: string;
  readonly calibrations: Calibrations;
}

/** Places among the sources of those whose silence speaks. */
const placeOf: Readonly<Record<WakeSource, number>> = {
  purchases: sourceNames.indexOf('purchases'),
  contacts: sourceNames.indexOf('supportContacts'),
};

export function lifecycleProcessor(settings: LifecycleSettings): Processor<CustomerState, Fact, Output> {
  const { calendar, rules, rulesVersion, currency, calibrations } = settings;
  // The configuration has been checked: there is no currency without.
  const currencyDigits = minorDigitsOf(currency) as number;
  const calibrationOf = (version: number) => calibrations.of(version);
  const contextAt = (at: number, customerId: string): LifecycleContext => ({
    customerId,
    calendar,
    rules,
    rulesVersion,
    currency,
    currencyDigits,
    calibration: calibrations.at(at),
    calibrationOf,
  });
  return {
    initial: () => initialState,
    onEvent: (state, fact, customerId) => toStep(applyFact(state, fact, contextAt(fact.at, customerId))),
    onTime: (state, wake, customerId) => toStep(applyDeadline(state, toDeadline(wake), contextAt(wake.dueAt, customerId))),
  };
}

const toStep = ({ state, outputs, wakes }: LifecycleStep): Step<CustomerState, Output> => ({
  state,
  emit: outputs,
  wakes: wakes.length === 0 ? noWakes : wakes.map(toWake),
});

const noWakes: readonly Wake[] = [];

const toWake = ({ source, dueAt }: LifecycleWake): Wake => ({ source: placeOf[source], dueAt });

const toDeadline = ({ source, dueAt }: Wake): LifecycleWake => ({
  source: source === placeOf.purchases ? 'purchases' : 'contacts',
  dueAt,
});
