/** What Ebb says of simulated customers, beside what is true of them. */
import type { Calibrations, CauseName, Instant, Trigger } from '@ebb/domain';
import { day } from '../synthetic/pen.ts';
import { type Alert, type Said, saidOf } from './alerts.ts';
import type { SimulatedCustomer } from './customer.ts';
import { type Quartiles, quartilesOf } from './quartiles.ts';
import type { DropOut, DropOutCause, Truth } from './truth.ts';

export interface JudgementOptions {
  readonly calibrations: Calibrations;
  /** The end of the data. */
  readonly until: Instant;
  /** Drop-outs that Ebb had not at least so many days to notice are not judged. */
  readonly settlingDays: number;
}

/** Drop-outs of one true cause, told of by some event or by none. */
export interface DropOutRow {
  readonly cause: DropOutCause;
  readonly told: boolean;
  readonly dropOuts: number;
  /** Of them, of customers who had been core. */
  readonly core: number;
  /** Those with an alert. */
  readonly alerted: number;
  readonly alertedCore: number;
  /** Those with an alert, or put down as gone without one, as all are who were never core and fall silent. */
  readonly noticed: number;
  /** Of the first alert the first cause: the row of the confusion table. */
  readonly firstCauses: ReadonlyMap<CauseName, number>;
  /** Alerted with the true cause in any rank of any alert; where that cannot be known, with `unknown`. */
  readonly right: number;
  /** Days from the drop-out to the first alert; below 0 for an alert that came before. Null without alerts. */
  readonly daysToAlert: Quartiles | null;
  /** Days from when the cause could be known to the first alert; below 0 for an alert that came before. */
  readonly daysFromKnowable: Quartiles | null;
}

/** Alerts by what made them speak. */
export interface AlertRow {
  readonly trigger: Trigger;
  readonly alerts: number;
  /** Of them, of customers who were alive, and nothing had begun that made them leave later. */
  readonly alive: number;
  /** Of these, who made a pause. */
  readonly paused: number;
}

export interface Judgement {
  /** By true cause; those told of first. */
  readonly dropOuts: readonly DropOutRow[];
  readonly alerts: readonly AlertRow[];
}

export function judgeAgainstTruth(customers: Iterable<SimulatedCustomer>, options: JudgementOptions): Judgement {
  const { calibrations, until, settlingDays } = options;
  const dropOuts = new Groups<Heard>();
  const alerts = new Groups<Raised>();
  for (const customer of customers) {
    const { truth } = customer;
    const said = saidOf(customer, calibrations, until);
    for (const alert of said.alerts) alerts.add(alert.trigger, { alert, truth });
    const { dropOut } = truth;
    if (dropOut === null || dropOut.at > until - settlingDays * day) continue;
    dropOuts.add(`${isTold(dropOut) ? 'told' : 'untold'} ${dropOut.cause}`, heardOf(dropOut, said));
  }
  return { dropOuts: dropOuts.inOrder().map(dropOutRow), alerts: alerts.inOrder().map(alertRow) };
}

const isTold = ({ knowableAt }: DropOut): boolean => knowableAt !== null;

/** A drop-out, and what was said of it. */
interface Heard {
  readonly dropOut: DropOut;
  readonly wasCore: boolean;
  /** The first of the alerts that tell of it; null for none. */
  readonly first: Alert | null;
  /** Named by any of them. */
  readonly causes: ReadonlySet<CauseName>;
  readonly isPutDownAsGone: boolean;
}

function heardOf(dropOut: DropOut, { alerts, coreAt, goneAt }: Said): Heard {
  const telling = alerts.filter((alert) => tellsOf(alert, dropOut));
  return {
    dropOut,
    wasCore: coreAt !== null && coreAt <= dropOut.at,
    first: telling[0] ?? null,
    causes: new Set(telling.flatMap(({ causes }) => causes)),
    isPutDownAsGone: goneAt.some((at) => at >= dropOut.at),
  };
}

/** An alert of the time since what led to the drop-out began, or one still open then. */
const tellsOf = ({ at, closedAt }: Alert, { beganAt }: DropOut): boolean =>
  at >= beganAt || closedAt === null || closedAt > beganAt;

type Members<Member> = readonly [Member, ...Member[]];

/** By key; none is empty. */
class Groups<Member> {
  readonly #byKey = new Map<string, [Member, ...Member[]]>();

  add(key: string, member: Member): void {
    const others = this.#byKey.get(key);
    if (others === undefined) this.#byKey.set(key, [member]);
    else others.push(member);
  }

  inOrder(): readonly Members<Member>[] {
    return [...this.#byKey].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, members]) => members);
  }
}

function dropOutRow(all: Members<Heard>): DropOutRow {
  const { cause } = all[0].dropOut;
  const told = isTold(all[0].dropOut);
  const alerted = all.flatMap((heard) => (heard.first === null ? [] : [{ ...heard, first: heard.first }]));
  const firsts = Map.groupBy(alerted, ({ first }) => first.causes[0]!);
  const sought = told ? (cause as CauseName) : 'unknown';
  const fromKnowable = alerted.flatMap(({ first, dropOut: { knowableAt } }) =>
    knowableAt === null ? [] : [(first.at - knowableAt) / day],
  );
  return {
    cause,
    told,
    dropOuts: all.length,
    core: all.filter(({ wasCore }) => wasCore).length,
    alerted: alerted.length,
    alertedCore: alerted.filter(({ wasCore }) => wasCore).length,
    noticed: all.filter(({ first, isPutDownAsGone }) => first !== null || isPutDownAsGone).length,
    firstCauses: new Map([...firsts].map(([first, some]) => [first, some.length])),
    right: alerted.filter(({ causes }) => causes.has(sought)).length,
    daysToAlert: quartilesOf(alerted.map(({ first, dropOut }) => (first.at - dropOut.at) / day)),
    daysFromKnowable: quartilesOf(fromKnowable),
  };
}

interface Raised {
  readonly alert: Alert;
  readonly truth: Truth;
}

function alertRow(all: Members<Raised>): AlertRow {
  const alive = all.filter(({ alert, truth: { dropOut } }) => dropOut === null || alert.at < dropOut.beganAt);
  const paused = alive.filter(({ alert, truth }) => truth.pauses.some(({ from, until }) => alert.at >= from && alert.at < until));
  return { trigger: all[0].alert.trigger, alerts: all.length, alive: alive.length, paused: paused.length };
}
