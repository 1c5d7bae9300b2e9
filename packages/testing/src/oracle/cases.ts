/** The support cases of a customer, told anew from all contacts whenever they are asked for. */
import type { Fact, Instant, LifecycleRules, SupportCase, SupportContact } from '@ebb/domain';
import { hours24, isWithin } from './customer-profile.ts';

type IncidentRules = LifecycleRules['incidents'];

/** A case, and the instant at which its delay is found missed: when it is due, or at once where that is past when it is set. */
export type DatedCase = SupportCase & { readonly missesAt: Instant };

/** A case in the making. */
type Case = { -readonly [Key in keyof DatedCase]: DatedCase[Key] };

/** A promise that was not kept, as the walk through time found it. */
export interface MissedDelay {
  readonly caseId: string;
  readonly openedAt: Instant;
  readonly at: Instant;
}

const casesKeptMax = 16;
const closedKeptDays = 90;
/** The opening, and the latest of the others. */
const restsOnMax = 8;

/** Contacts that say nothing of the case that they name. */
const apart: ReadonlySet<string> = new Set(['notice-given', 'notice-withdrawn', 'rating', 'praise']);

export const supportContacts = (known: readonly Fact[]): readonly SupportContact[] =>
  known.filter((fact) => fact.kind === 'support-contact');

/** The cases kept at an instant, by opening. */
export function casesAt(
  known: readonly Fact[],
  missed: readonly MissedDelay[],
  now: Instant,
  rules: IncidentRules,
): readonly DatedCase[] {
  return kept(toldOnce(known, rules).cases, now).map((one) => {
    const found = missed.find(({ caseId, openedAt }) => caseId === one.caseId && openedAt === one.openedAt);
    return { ...one, missedAt: found?.at ?? null };
  });
}

interface Told {
  /** How many facts were known. */
  readonly facts: number;
  /** The cases that are kept at the last contact, and all that ever were. */
  readonly cases: readonly Case[];
  readonly ever: readonly Case[];
}

const lastTold = new WeakMap<readonly Fact[], Told>();

/** Told anew where a fact has been added since. */
function toldOnce(known: readonly Fact[], rules: IncidentRules): Told {
  const last = lastTold.get(known);
  if (last?.facts === known.length) return last;
  const now = told(known, rules);
  lastTold.set(known, now);
  return now;
}

/** Whether any case was open after an instant, be it forgotten since. */
export const hadCaseSince = (known: readonly Fact[], since: Instant, rules: IncidentRules): boolean =>
  toldOnce(known, rules).ever.some(({ closedAt }) => closedAt === null || closedAt > since);

/** What the contacts tell, one after the other. */
function told(known: readonly Fact[], rules: IncidentRules): Told {
  let cases: Case[] = [];
  const ever: Case[] = [];
  for (const contact of supportContacts(known)) {
    if (apart.has(contact.what)) continue;
    cases = kept(cases, contact.at);
    const found = cases.find(({ caseId }) => caseId === contact.caseId);
    if (found !== undefined) goOn(found, contact, rules);
    else {
      const one = opened(contact, cases, rules);
      ever.push(one);
      cases = withRoom([...cases, one]);
    }
  }
  return { facts: known.length, cases, ever };
}

const kept = (cases: readonly Case[], now: Instant): Case[] =>
  cases.filter(({ closedAt }) => closedAt === null || now - closedAt <= closedKeptDays * hours24);

function withRoom(cases: Case[]): Case[] {
  if (cases.length <= casesKeptMax) return cases;
  const closed = cases.findIndex(({ closedAt }) => closedAt !== null);
  return cases.toSpliced(Math.max(closed, 0), 1);
}

function opened(contact: SupportContact, others: readonly Case[], rules: IncidentRules): Case {
  const { id, at } = contact;
  const lately = others.filter(({ openedAt }) => isWithin(openedAt, at, rules.casesDays));
  const oneTooMany = lately.length + 1 >= rules.casesMax;
  const openings = oneTooMany ? lately.flatMap(({ restsOn }) => restsOn.slice(0, 1)) : [];
  const opening: Case = {
    caseId: contact.caseId,
    caseKind: 'other',
    important: false,
    openedAt: at,
    delayFrom: at,
    dueAt: at + daysFor('other', rules) * hours24,
    missesAt: at + daysFor('other', rules) * hours24,
    promised: false,
    closedAt: null,
    desks: [],
    level: null,
    sidewaysTransfers: 0,
    missedAt: null,
    bouncedAt: null,
    reopenedAt: null,
    oneTooMany,
    restsOn: [id, ...openings.slice(-(restsOnMax - 1))],
  };
  goOn(opening, contact, rules);
  return opening;
}

function goOn(one: Case, contact: SupportContact, rules: IncidentRules): void {
  const { what, at } = contact;
  const kindBefore = one.caseKind;
  const importantBefore = one.important;
  const pointsBefore = fullPointsOf(one, rules);
  if (contact.caseKind !== 'other') one.caseKind = contact.caseKind;
  one.important ||= contact.important;
  if (what === 'reopened' && one.closedAt !== null) reopen(one, contact, rules);
  else if (one.caseKind !== kindBefore && !one.promised) {
    setDue(one, at, one.delayFrom + daysFor(one.caseKind, rules) * hours24);
  }
  promise(one, contact);
  // A case that comes to light by a transfer has been with no desk that is known.
  if (what === 'transferred' && one.restsOn[0] !== contact.id) transfer(one, contact, rules);
  else sit(one, contact);
  if (fullPointsOf(one, rules) > pointsBefore || one.caseKind !== kindBefore || one.important !== importantBefore)
    addTo(one, contact);
  if (what === 'resolved' || what === 'closed') one.closedAt ??= at;
}

function reopen(one: Case, contact: SupportContact, rules: IncidentRules): void {
  const { at } = contact;
  if (one.closedAt !== null && at - one.closedAt <= rules.reopenedDaysMax * hours24) {
    one.reopenedAt ??= at;
    addTo(one, contact);
  }
  one.closedAt = null;
  one.promised = false;
  one.delayFrom = at;
  setDue(one, at, at + daysFor(one.caseKind, rules) * hours24);
}

function setDue(one: Case, now: Instant, dueAt: Instant): void {
  one.dueAt = dueAt;
  one.missesAt = Math.max(dueAt, now);
}

function promise(one: Case, { what, at, promisedBy }: SupportContact): void {
  if (promisedBy === null || (what !== 'opened' && what !== 'promised')) return;
  one.promised = true;
  setDue(one, at, promisedBy);
}

function transfer(one: Case, contact: SupportContact, rules: IncidentRules): void {
  const { desk, level, at } = contact;
  const isSideways = level === null || one.level === null || level <= one.level;
  const isBack = desk !== null && one.desks.includes(desk);
  if (isSideways) one.sidewaysTransfers += 1;
  if (isBack || one.sidewaysTransfers >= rules.bounceTransfers) one.bouncedAt ??= at;
  if (isBack || isSideways) addTo(one, contact);
  sit(one, contact);
}

/** The desk and level that have the case after a contact. */
function sit(one: Case, { desk, level }: SupportContact): void {
  if (desk !== null && !one.desks.includes(desk)) one.desks = [...one.desks, desk];
  if (level !== null) one.level = level;
}

function addTo(one: Case, { id }: SupportContact): void {
  if (one.restsOn.includes(id)) return;
  const [opening, ...others] = [...one.restsOn, id];
  one.restsOn = opening === undefined ? [] : [opening, ...others.slice(1 - restsOnMax)];
}

function daysFor(kind: SupportCase['caseKind'], { caseDaysMax }: IncidentRules): number {
  if (kind === 'question' || kind === 'complaint' || kind === 'defect') return caseDaysMax[kind];
  return caseDaysMax.other;
}

/** Points of a case at an instant: halved every 30 days after its closing. */
export function pointsOf(one: SupportCase, now: Instant, rules: IncidentRules): number {
  const { closedAt } = one;
  const full = fullPointsOf(one, rules);
  return closedAt === null ? full : full * 0.5 ** ((now - closedAt) / hours24 / rules.halfLifeDays);
}

/** The greatest of what speaks for a case. */
function fullPointsOf(one: SupportCase, { points }: IncidentRules): number {
  const { caseKind, important } = one;
  return Math.max(
    caseKind === 'unmet-expectation' || caseKind === 'defect' || caseKind === 'service-not-performed'
      ? points.unmetExpectation
      : 0,
    caseKind === 'complaint' ? points.complaint : 0,
    one.sidewaysTransfers > 0 ? points.sidewaysTransfer : 0,
    caseKind === 'failed-onboarding' || (caseKind === 'service-not-performed' && important) ? points.serious : 0,
    one.missedAt !== null || one.bouncedAt !== null || one.reopenedAt !== null || one.oneTooMany ? points.serious : 0,
  );
}
