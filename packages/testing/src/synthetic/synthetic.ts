/**
 * Support contacts, profile changes and engagements made up for customers of whom only the purchases are known. Everything here
 * is synthetic, says so in its ids, and follows from the purchases and the seed alone. Some core customers who fall silent get a
 * cause to leave; that truth is returned, so that what Ebb finds can be held against it.
 */
import type { Engagement, ProfileChange, SupportContact } from '@ebb/contracts';
import type { CauseName, DatedCalibration, Instant, Purchase } from '@ebb/domain';
import { seededRandom } from '../seeded-random.ts';
import { type Leaver, leavers } from './leaving.ts';
import { type Buyer, leadStory, stories } from './others.ts';
import { day, Pen, type Written } from './pen.ts';
import { type Categories, plans } from './plans.ts';

export interface SyntheticOptions {
  readonly seed: number;
  /** By which core customers count as silent; in the order of their effective times. */
  readonly calibrations: readonly DatedCalibration[];
  /** Share of the core customers who fall silent that get a cause, 0 to 1. */
  readonly plantedShare: number;
}

/** A cause that was planted. */
export interface Planted {
  readonly cause: CauseName;
  /** How it comes to light. */
  readonly plan: string;
  /** Alerts of this time are about it: from the first of its events to the next purchase or the end. */
  readonly from: Instant;
  readonly until: Instant;
}

export interface Synthetic {
  readonly supportContacts: readonly SupportContact[];
  readonly profileChanges: readonly ProfileChange[];
  readonly engagements: readonly Engagement[];
  /** What was bought, in place of what the data say, by purchase id; of those who get bored only. */
  readonly categories: ReadonlyMap<string, readonly string[]>;
  /** By customer. */
  readonly planted: ReadonlyMap<string, Planted>;
}

const leadsMax = 40;

/** All of it in the order of event time. */
export function synthetic(histories: ReadonlyMap<string, readonly Purchase[]>, options: SyntheticOptions): Synthetic {
  const random = seededRandom(options.seed);
  const written: Written = { supportContacts: [], profileChanges: [], engagements: [] };
  const categories: Categories = new Map();
  const planted = new Map<string, Planted>();
  const [begin, until] = span(histories);
  const penOf = (customerId: string): Pen => new Pen(customerId, random, written, until);
  const silent = leavers(histories, options.calibrations, until);
  const planting = { share: options.plantedShare, until, random, penOf, categories };
  for (const [customerId, truth] of plant(silent, planting)) planted.set(customerId, truth);
  const isSilent = new Set(silent.map(({ customerId }) => customerId));
  const others = shuffled([...histories.keys()], random).filter((customerId) => !isSilent.has(customerId));
  for (const [customerId, truth] of tellStories(others, histories, until, penOf)) planted.set(customerId, truth);
  for (let lead = 1; lead <= leadsMax; lead += 1) leadStory(penOf(`synthetic-lead-${String(lead).padStart(3, '0')}`), begin);
  return {
    supportContacts: inTime(written.supportContacts),
    profileChanges: inTime(written.profileChanges),
    engagements: inTime(written.engagements),
    categories,
    planted,
  };
}

/** The first instant of the purchases' first day, and the end of their last one. */
function span(histories: ReadonlyMap<string, readonly Purchase[]>): readonly [Instant, Instant] {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const history of histories.values()) {
    for (const { at } of history) {
      first = Math.min(first, at);
      last = Math.max(last, at);
    }
  }
  return [Math.floor(first / day) * day, (Math.floor(last / day) + 1) * day];
}

interface Planting {
  readonly share: number;
  /** When the data end. */
  readonly until: Instant;
  readonly random: () => number;
  readonly penOf: (customerId: string) => Pen;
  /** Filled where a plan is in what was bought. */
  readonly categories: Categories;
}

/** Each plan in turn gets the next customer whom it fits, until the share is reached. */
function plant(silent: readonly Leaver[], { share, until, random, penOf, categories }: Planting): ReadonlyMap<string, Planted> {
  const waiting = shuffled(silent, random);
  const planted = new Map<string, Planted>();
  const plantedMax = Math.round(silent.length * share);
  for (let turn = 0; planted.size < plantedMax && turn < plantedMax * 2; turn += 1) {
    const plan = plans[turn % plans.length] ?? plans[0];
    const index = waiting.findIndex(plan.fits);
    const [leaver] = index < 0 ? [] : waiting.splice(index, 1);
    if (leaver === undefined) continue;
    const pen = penOf(leaver.customerId);
    plan.tell(pen, leaver, categories);
    // Boredom is in the purchases themselves, and shows at the alert.
    const from = pen.firstAt ?? leaver.leavingAt;
    planted.set(leaver.customerId, { cause: plan.cause, plan: plan.name, from, until: plan.staysOpen ? until : leaver.endsAt });
  }
  return planted;
}

/** Each story is told of the next customers whom it fits. */
function tellStories(
  customerIds: readonly string[],
  histories: ReadonlyMap<string, readonly Purchase[]>,
  until: Instant,
  penOf: (customerId: string) => Pen,
): ReadonlyMap<string, Planted> {
  const waiting = new Set(customerIds);
  const planted = new Map<string, Planted>();
  for (const story of stories) {
    let left = Math.ceil((story.share * histories.size) / 100_000);
    for (const customerId of waiting) {
      if (left === 0) break;
      const [first, ...more] = (histories.get(customerId) ?? []).toSorted((one, other) => one.at - other.at);
      if (first === undefined) continue;
      const buyer: Buyer = { customerId, purchases: [first, ...more] };
      if (!story.fits(buyer)) continue;
      const pen = penOf(customerId);
      story.tell(pen, buyer);
      waiting.delete(customerId);
      left -= 1;
      const { cause, name } = story;
      if (cause !== undefined) planted.set(customerId, { cause, plan: name, from: pen.firstAt ?? first.at, until });
    }
  }
  return planted;
}

/** A copy in an order of chance (Fisher & Yates). */
function shuffled<T>(some: readonly T[], random: () => number): T[] {
  const copy = [...some];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
  }
  return copy;
}

const inTime = <Event extends { readonly occurredAt: number }>(events: readonly Event[]): readonly Event[] =>
  events.toSorted((one, other) => one.occurredAt - other.occurredAt);
