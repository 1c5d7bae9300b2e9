import {
  applyDeadline,
  applyFact,
  type CalibrationFit,
  type CalibrationVerdict,
  type CustomerState,
  calibrate,
  calibrationsFrom,
  type DatedCalibration,
  type Day,
  type FittingRules,
  type Instant,
  initialState,
  type LifecycleRules,
  type LifecycleStep,
  type LifecycleWake,
  type MainDefectorAlert,
  type Phase,
  Population,
  type RiskAlert,
  type ScoreTrial,
} from '@ebb/domain';
import type { CustomerHistory, HistoryData } from './data/history-data.ts';

export interface WalkRules {
  readonly lifecycle: LifecycleRules;
  readonly fitting: FittingRules;
}

/** Days from one calibration to the next. */
const calibrateEveryDays = 28;

/** What Ebb said of a customer who is leaving or gone. */
export interface Alert {
  /** Among the customers of the data. */
  readonly customer: number;
  readonly day: Day;
  readonly phase: Phase;
  /** Whether it is of a core customer. */
  readonly isMain: boolean;
  readonly valueAtStakeMinor: number | null;
}

/** What one calibration found. */
export interface Calibrated {
  readonly asOfDay: Day;
  readonly verdict: CalibrationVerdict;
}

/** What Ebb knows at the end of a day, of its customers as a whole. */
export interface InForce {
  readonly calibration: DatedCalibration;
  readonly fit: CalibrationFit;
}

interface Life {
  readonly history: CustomerHistory;
  state: CustomerState;
  wakes: readonly LifecycleWake[];
  /** Facts taken. */
  taken: number;
}

/**
 * The lifecycle over a whole history, forward only: Ebb's own fold, and each four weeks a calibration from what is known by then, in force
 * from the next day on.
 */
export class WalkForward {
  readonly alerts: Alert[] = [];
  readonly calibrated: Calibrated[] = [];
  readonly #data: HistoryData;
  readonly #rules: WalkRules;
  readonly #lives: readonly Life[];
  readonly #known: DatedCalibration[] = [];
  #calibrations = calibrationsFrom([]);
  #day: Day;
  #nextCalibration: Day;
  #fit: CalibrationFit | null = null;

  constructor(data: HistoryData, rules: WalkRules) {
    this.#data = data;
    this.#rules = rules;
    this.#lives = data.customers.map((history) => ({ history, state: initialState, wakes: [], taken: 0 }));
    this.#day = data.firstDay - 1;
    this.#nextCalibration = data.firstDay + calibrateEveryDays - 1;
  }

  /** Takes everything up to the end of a day, not before the day reached. */
  advanceTo(day: Day): void {
    while (this.#nextCalibration <= day) {
      this.#fold(this.#nextCalibration);
      this.#calibrate();
      this.#nextCalibration += calibrateEveryDays;
    }
    this.#fold(day);
  }

  /** Null while it is learning. */
  get inForce(): InForce | null {
    const calibration = this.#known.at(-1);
    return calibration === undefined || this.#fit === null ? null : { calibration, fit: this.#fit };
  }

  /** All that have been accepted. */
  get calibrations(): readonly DatedCalibration[] {
    return this.#known;
  }

  stateOf(customer: number): CustomerState {
    return this.#lives[customer]!.state;
  }

  #fold(day: Day): void {
    if (day <= this.#day) return;
    const end = this.#data.calendar.startOf(day + 1);
    for (const [customer, life] of this.#lives.entries()) this.#advance(customer, life, end);
    this.#day = day;
  }

  /** Facts come before deadlines of the same instant. */
  #advance(customer: number, life: Life, end: Instant): void {
    const { facts } = life.history;
    for (;;) {
      const fact = facts[life.taken];
      const isFactNext = fact !== undefined && fact.at < end;
      const wake = soonest(life.wakes);
      if (wake !== null && wake.dueAt < (isFactNext ? fact.at : end)) {
        this.#take(customer, life, applyDeadline(life.state, wake, this.#contextAt(life, wake.dueAt)));
      } else if (isFactNext) {
        life.taken += 1;
        this.#take(customer, life, applyFact(life.state, fact, this.#contextAt(life, fact.at)));
      } else return;
    }
  }

  #take(customer: number, life: Life, { state, wakes, outputs }: LifecycleStep): void {
    life.state = state;
    life.wakes = wakes;
    for (const output of outputs) {
      if (output.type === 'MainDefectorAlert' || output.type === 'RiskAlert') this.alerts.push(this.#alert(customer, output));
    }
  }

  #alert(customer: number, { type, at, phase, valueAtStakeMinor }: MainDefectorAlert | RiskAlert): Alert {
    const day = this.#data.calendar.dayOf(at);
    return { customer, day, phase, isMain: type === 'MainDefectorAlert', valueAtStakeMinor };
  }

  #contextAt({ history }: Life, at: Instant) {
    const { calendar, currency, currencyDigits } = this.#data;
    return {
      customerId: history.customerId,
      calendar,
      rules: this.#rules.lifecycle,
      rulesVersion: 'evaluated',
      currency,
      currencyDigits,
      calibration: this.#calibrations.at(at),
      calibrationOf: (version: number) => this.#calibrations.of(version),
    };
  }

  #calibrate(): void {
    const { lifecycle, fitting } = this.#rules;
    const asOfDay = this.#day;
    const population = new Population(asOfDay, lifecycle);
    for (const { state } of this.#lives) {
      if (state.purchases.acquiredDay === null || state.profile?.relationship === 'contractual') continue;
      population.add(state.purchases);
    }
    const parameters = this.#known.at(-1);
    const before = parameters === undefined ? null : { parameters, trials: this.#trials() };
    const verdict = calibrate(population, before, lifecycle, fitting);
    this.calibrated.push({ asOfDay, verdict });
    if (verdict.kind !== 'accepted') return;
    const effectiveFrom = this.#data.calendar.startOf(asOfDay + 1);
    const calibration = { version: this.#known.length + 1, effectiveFrom, ...verdict.found.parameters };
    this.#known.push(calibration);
    this.#calibrations = calibrationsFrom(this.#known);
    this.#fit = verdict.found.fit;
  }

  #trials(): readonly ScoreTrial[] {
    return this.calibrated.flatMap(({ verdict }) =>
      verdict.kind === 'accepted' && verdict.found.fit.scoreTrial !== null ? [verdict.found.fit.scoreTrial] : [],
    );
  }
}

function soonest(wakes: readonly LifecycleWake[]): LifecycleWake | null {
  return wakes.reduce<LifecycleWake | null>((first, wake) => (first === null || wake.dueAt < first.dueAt ? wake : first), null);
}
