import { type Day, dayMilliseconds } from '../time/calendar.ts';
import { isoDate } from '../time/iso-date.ts';
import { utcCalendar } from '../time/utc-calendar.ts';
import { applyDeadlines } from './apply-deadlines.ts';
import { applyFact } from './apply-fact.ts';
import { nextWakeDay } from './deadlines.ts';
import { defaultRules } from './default-rules.ts';
import type { Fact } from './facts.ts';
import type { MainDefectorAlert, Output } from './outputs.ts';
import type { Calibration, LifecycleContext } from './parameters.ts';
import { type CustomerState, type Deadlines, initialState } from './state.ts';
import type { LifecycleStep } from './step.ts';

/** Parameters as they were fitted on the CDNOW sample, edges round. */
export const calibration: Calibration = {
  version: 7,
  rhythm: { r: 0.5248377256, alpha: 6.1829884791, a: 0.8913562809, b: 1.6140000257 },
  pmgEdges: { medium: 5_000, large: 15_000 },
  rfmEdges: { recency: [-200, -100, -50, -20], frequency: [1, 2, 3, 5], monetary: [1_000, 3_000, 6_000, 12_000] },
};

/** Day 0 of a story: 1997-01-01. */
const begin: Day = 9_862;

/** The date of a day of a story. */
export const dateOf = (day: Day): string => isoDate(begin + day);

/**
 * A customer whose story is told in days counted from 1997-01-01. Facts happen at noon; the deadlines on the way to a fact
 * are met, each at its time, as the runtime would.
 */
export class Customer {
  readonly #context: LifecycleContext;
  #state: CustomerState = initialState;
  #outputs: Output[] = [];
  #facts = 0;

  constructor(context: Partial<LifecycleContext> = {}) {
    this.#context = { customerId: 'ann', calendar: utcCalendar, rules: defaultRules, calibration, ...context };
  }

  get state(): CustomerState {
    return this.#state;
  }

  /** Stage and risk, such as `core/watch`. */
  get standing(): string {
    return `${this.#state.stage}/${this.#state.risk}`;
  }

  /** All that was said of the customer since the question was asked last. */
  hears(): readonly Output[] {
    const outputs = this.#outputs;
    this.#outputs = [];
    return outputs;
  }

  /** The same in a line each. */
  said(): readonly string[] {
    return this.hears().map(lineOf);
  }

  /** The alerts among what was said since the question was asked last. */
  alerts(): readonly MainDefectorAlert[] {
    return this.hears().filter((output) => output.type === 'MainDefectorAlert');
  }

  /** Days of the story on which silence speaks. */
  deadlines(): Deadlines {
    const { fading, watch, leaving, lapse } = this.#state.deadlines;
    return { fading: inStory(fading), watch: inStory(watch), leaving: inStory(leaving), lapse: inStory(lapse) };
  }

  buys(day: Day, amountMinor = 2_000): this {
    return this.meets({ kind: 'purchase', id: this.#nextId(), at: noonOf(day), amountMinor, categories: [] });
  }

  /** Buys on each of the days. */
  buysOn(days: readonly Day[], amountMinor = 2_000): this {
    for (const day of days) this.buys(day, amountMinor);
    return this;
  }

  gets(refund: { on: Day; ofMinor: number; forPurchaseOn?: Day }): this {
    const purchaseAt = refund.forPurchaseOn === undefined ? null : noonOf(refund.forPurchaseOn);
    return this.meets({ kind: 'refund', id: this.#nextId(), at: noonOf(refund.on), amountMinor: refund.ofMinor, purchaseAt });
  }

  meets(fact: Fact): this {
    this.#wakesBefore(fact.at);
    return this.#takes(applyFact(this.#state, fact, this.#context));
  }

  /** Lets time go by to the noon of the day. */
  waitsUntil(day: Day): this {
    this.#wakesBefore(noonOf(day));
    return this;
  }

  #wakesBefore(instant: number): void {
    const { calendar } = this.#context;
    for (let day = nextWakeDay(this.#state); day !== null && calendar.startOf(day) < instant; day = nextWakeDay(this.#state)) {
      this.#takes(applyDeadlines(this.#state, day, this.#context));
    }
  }

  #takes({ state, outputs }: LifecycleStep): this {
    this.#state = state;
    this.#outputs.push(...outputs);
    return this;
  }

  #nextId(): string {
    this.#facts += 1;
    return `fact-${this.#facts}`;
  }
}

function inStory(day: Day | null): Day | null {
  return day === null ? null : day - begin;
}

function noonOf(day: Day): number {
  return utcCalendar.startOf(begin + day) + dayMilliseconds / 2;
}

function lineOf(output: Output): string {
  if (output.type === 'MainDefectorAlert') return `alert: ${output.phase}`;
  if (output.type === 'AlertClosed') return `closed: ${output.phase}, ${output.reason}`;
  const { fromStage, fromRisk, toStage, toRisk, lifetime, reason } = output;
  return `${fromStage}/${fromRisk} → ${toStage}/${toRisk} in lifetime ${lifetime}: ${reason}`;
}
