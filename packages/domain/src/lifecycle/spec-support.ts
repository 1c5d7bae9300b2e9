import { type Day, dayMilliseconds } from '../time/calendar.ts';
import { isoDate } from '../time/iso-date.ts';
import { utcCalendar } from '../time/utc-calendar.ts';
import { applyDeadline } from './apply-deadline.ts';
import { applyFact } from './apply-fact.ts';
import { defaultRules } from './default-rules.ts';
import type { Engagement, Fact, ProfileChange, SupportContact } from './facts.ts';
import type { MainDefectorAlert, Output, RiskAlert } from './outputs.ts';
import type { Calibration, LifecycleContext } from './parameters.ts';
import { type CustomerState, type Deadlines, initialState } from './state.ts';
import type { LifecycleStep } from './step.ts';
import type { LifecycleWake } from './wakes.ts';

/** Parameters as they were fitted on the CDNOW sample, edges round. */
export const calibration: Calibration = {
  version: 7,
  rhythm: { r: 0.5248377256, alpha: 6.1829884791, a: 0.8913562809, b: 1.6140000257 },
  pmgEdges: { medium: 5_000, large: 15_000 },
  rfmEdges: { recency: [-200, -100, -50, -20], frequency: [1, 2, 3, 5], monetary: [1_000, 3_000, 6_000, 12_000] },
  spend: null,
  goneDaysMin: null,
  returnTable: null,
  ranking: null,
};

/** What every story takes for granted unless it says otherwise. */
export const anyContext: LifecycleContext = {
  customerId: 'ann',
  calendar: utcCalendar,
  rules: defaultRules,
  rulesVersion: '0123abcd',
  currency: 'EUR',
  currencyDigits: 2,
  calibration,
  calibrationOf: () => null,
};

/** Day 0 of a story: 1997-01-01. */
export const begin: Day = 9_862;

/** The date of a day of a story. */
export const dateOf = (day: Day): string => isoDate(begin + day);

/**
 * A customer whose story is told in days counted from 1997-01-01. Facts happen at noon; the deadlines on the way to a fact
 * are met, each at its time, as the runtime would.
 */
export class Customer {
  #context: LifecycleContext;
  #state: CustomerState = initialState;
  #outputs: Output[] = [];
  #wakes: readonly LifecycleWake[] = [];
  #facts = 0;

  constructor(context: Partial<LifecycleContext> = {}) {
    this.#context = { ...anyContext, ...context };
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
  alerts(): readonly (MainDefectorAlert | RiskAlert)[] {
    return this.hears().filter((output) => output.type === 'MainDefectorAlert' || output.type === 'RiskAlert');
  }

  /** Days of the story on which silence speaks. */
  deadlines(): Deadlines {
    const { fading, watch, leaving, lapse, learning } = this.#state.deadlines;
    const days = { fading: inStory(fading), watch: inStory(watch), leaving: inStory(leaving), lapse: inStory(lapse) };
    return { ...this.#state.deadlines, ...days, learning: inStory(learning) };
  }

  buys(day: Day, amountMinor = 2_000, categories: readonly string[] = []): this {
    return this.meets({ kind: 'purchase', id: this.#nextId(), at: noonOf(day), amountMinor, categories });
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

  /** A support contact, of case 4711 unless another is named. Parts of a day may be given: they count from its noon. */
  contacts(day: Day, what: SupportContact['what'], more: Partial<SupportContact> = {}): this {
    return this.meets({ ...silentContact, id: this.#nextId(), at: noonOf(day), what, ...more });
  }

  /** A profile change. */
  tells(day: Day, what: ProfileChange['what'], more: Partial<ProfileChange> = {}): this {
    return this.meets({ ...emptyChange, id: this.#nextId(), at: noonOf(day), what, ...more });
  }

  /** An engagement. */
  engages(day: Day, what: Engagement['what'], more: Partial<Engagement> = {}): this {
    return this.meets({ ...emptyEngagement, id: this.#nextId(), at: noonOf(day), what, ...more });
  }

  meets(fact: Fact): this {
    this.#wakesBefore(fact.at);
    return this.#takes(applyFact(this.#state, fact, this.#context));
  }

  /** From now on another calibration is in force; those before are known by their version. */
  isJudgedBy(next: Calibration | null): this {
    const { calibration: former, calibrationOf } = this.#context;
    const knows = (version: number) => (former?.version === version ? former : calibrationOf(version));
    this.#context = { ...this.#context, calibration: next, calibrationOf: knows };
    return this;
  }

  /** Lets time go by to the noon of the day. */
  waitsUntil(day: Day): this {
    this.#wakesBefore(noonOf(day));
    return this;
  }

  #wakesBefore(instant: number): void {
    for (let wake = soonest(this.#wakes); wake !== null && wake.dueAt < instant; wake = soonest(this.#wakes)) {
      this.#takes(applyDeadline(this.#state, wake, this.#context));
    }
  }

  #takes({ state, outputs, wakes }: LifecycleStep): this {
    this.#state = state;
    this.#wakes = wakes;
    this.#outputs.push(...outputs);
    return this;
  }

  #nextId(): string {
    this.#facts += 1;
    return `fact-${this.#facts}`;
  }
}

/** The wake-up that is due first; purchases before contacts. */
export function soonest(wakes: readonly LifecycleWake[]): LifecycleWake | null {
  return wakes.reduce<LifecycleWake | null>((one, other) => (one === null || other.dueAt < one.dueAt ? other : one), null);
}

export const silentContact: SupportContact = {
  kind: 'support-contact',
  id: '',
  at: 0,
  caseId: '4711',
  what: 'other',
  caseKind: 'other',
  channel: null,
  desk: null,
  level: null,
  promisedBy: null,
  rating: null,
  motive: null,
  effectiveOn: null,
  important: false,
};

export const emptyChange: ProfileChange = {
  kind: 'profile-change',
  id: '',
  at: 0,
  what: 'other',
  granted: null,
  channel: null,
  consentSource: null,
  timeZone: null,
  language: null,
  relationship: null,
  shareOfWalletPercent: null,
  referredCustomerId: null,
  lossReason: null,
  invoiceId: null,
  dueOn: null,
  approvedBy: null,
};

export const emptyEngagement: Engagement = {
  kind: 'engagement',
  id: '',
  at: 0,
  what: 'other',
  channel: null,
  commercial: false,
  actionId: null,
  outcome: null,
  motive: null,
  callBackAt: null,
  detail: null,
};

function inStory(day: Day | null): Day | null {
  return day === null ? null : day - begin;
}

/** Noon of a day of a story. */
export function noonOf(day: Day): number {
  return utcCalendar.startOf(begin + day) + dayMilliseconds / 2;
}

function lineOf(output: Output): string {
  switch (output.type) {
    case 'MainDefectorAlert':
      return `alert: ${output.phase}`;
    case 'RiskAlert':
      return `risk alert: ${output.phase}`;
    case 'AlertClosed':
      return `closed: ${output.phase}, ${output.reason}`;
    case 'LifecycleTransition': {
      const { fromStage, fromRisk, toStage, toRisk, lifetime, reason } = output;
      return `${fromStage}/${fromRisk} → ${toStage}/${toRisk} in lifetime ${lifetime}: ${reason}`;
    }
    case 'ContactabilityChanged':
      return 'contactability';
    case 'ActionOutcome':
      return `outcome: ${output.actionId}, ${output.what}`;
    case 'AbandonmentProposed':
      return `abandonment proposed: ${output.stage}`;
  }
}
