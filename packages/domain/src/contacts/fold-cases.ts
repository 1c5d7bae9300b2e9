import type { SupportContact } from '../lifecycle/facts.ts';
import type { IncidentRules } from '../lifecycle/parameters.ts';
import { dayMilliseconds } from '../time/calendar.ts';
import { type Contacts, desksMax, keptCasesMax, restsOnMax, type SupportCase } from './contacts.ts';
import { dueAfter } from './delays.ts';
import { isForgotten } from './points.ts';

/** The cases after a contact that is no notice, rating or praise: it belongs to one of them, or opens one. */
export function foldCases(contacts: Contacts, contact: SupportContact, rules: IncidentRules): Contacts {
  const cases = contacts.cases.filter((one) => !isForgotten(one, contact.at));
  const index = cases.findIndex(({ caseId }) => caseId === contact.caseId);
  const known = cases[index];
  const told = promise(known === undefined ? openCase(cases, contact, rules) : goOn(known, contact, rules), contact);
  const isClosing = told.closedAt === null && (contact.what === 'resolved' || contact.what === 'closed');
  const changed = isClosing ? { ...told, closedAt: contact.at } : told;
  const kept = known === undefined ? keep([...cases, changed]) : cases.with(index, changed);
  return { ...contacts, cases: kept, lastClosedAt: isClosing ? contact.at : contacts.lastClosedAt };
}

function openCase(cases: readonly SupportCase[], contact: SupportContact, rules: IncidentRules): SupportCase {
  const { id, caseId, caseKind, important, desk, level, at } = contact;
  const since = at - rules.casesDays * dayMilliseconds;
  const recent = cases.filter(({ openedAt }) => openedAt > since);
  const oneTooMany = recent.length + 1 >= rules.casesMax;
  return {
    caseId,
    caseKind,
    important,
    openedAt: at,
    delayFrom: at,
    dueAt: dueAfter(at, caseKind, rules),
    promised: false,
    closedAt: null,
    desks: desk === null ? [] : [desk],
    level,
    sidewaysTransfers: 0,
    missedAt: null,
    bouncedAt: null,
    reopenedAt: null,
    oneTooMany,
    restsOn: oneTooMany ? [id, ...recent.map(({ restsOn: [opening] }) => opening!).slice(1 - restsOnMax)] : [id],
  };
}

/** All that a further contact says of its case, but for a promise and its closing. */
function goOn(one: SupportCase, contact: SupportContact, rules: IncidentRules): SupportCase {
  const restated = restate(one, contact, rules);
  switch (contact.what) {
    case 'reopened':
      return reopen(restated, contact, rules);
    case 'transferred':
      return transfer(restated, contact, rules);
    default:
      return sit(restated, contact);
  }
}

/** The kind last stated holds, and with it the delay, unless something was promised. */
function restate(one: SupportCase, contact: SupportContact, rules: IncidentRules): SupportCase {
  const caseKind = contact.caseKind === 'other' ? one.caseKind : contact.caseKind;
  const important = one.important || contact.important;
  if (caseKind === one.caseKind && important === one.important) return one;
  const dueAt = one.promised || caseKind === one.caseKind ? one.dueAt : dueAfter(one.delayFrom, caseKind, rules);
  return restingOn({ ...one, caseKind, important, dueAt }, contact);
}

/** The delay counts anew, and what was promised before the closing has been kept or not. */
function reopen(one: SupportCase, contact: SupportContact, rules: IncidentRules): SupportCase {
  const { at } = contact;
  if (one.closedAt === null) return sit(one, contact);
  const dueAt = dueAfter(at, one.caseKind, rules);
  const reopened = sit({ ...one, closedAt: null, delayFrom: at, dueAt, promised: false }, contact);
  const isSoon = at - one.closedAt <= rules.reopenedDaysMax * dayMilliseconds;
  return isSoon ? restingOn({ ...reopened, reopenedAt: one.reopenedAt ?? at }, contact) : reopened;
}

/** A level that is not stated counts as the same. */
function transfer(one: SupportCase, contact: SupportContact, rules: IncidentRules): SupportCase {
  const { desk, level, at } = contact;
  const isBack = desk !== null && one.desks.includes(desk);
  const isSideways = level === null || one.level === null || level <= one.level;
  const sidewaysTransfers = one.sidewaysTransfers + (isSideways ? 1 : 0);
  const isBounced = isBack || sidewaysTransfers >= rules.bounceTransfers;
  const moved = sit({ ...one, sidewaysTransfers, bouncedAt: one.bouncedAt ?? (isBounced ? at : null) }, contact);
  return isBack || isSideways ? restingOn(moved, contact) : moved;
}

/** The desk, and its level, that has the case after the contact. */
function sit(one: SupportCase, { desk, level }: SupportContact): SupportCase {
  const isNew = desk !== null && !one.desks.includes(desk);
  if (!isNew && (level === null || level === one.level)) return one;
  return { ...one, desks: isNew ? [...one.desks, desk].slice(-desksMax) : one.desks, level: level ?? one.level };
}

function promise(one: SupportCase, { what, promisedBy }: SupportContact): SupportCase {
  if (promisedBy === null || (what !== 'opened' && what !== 'promised')) return one;
  return { ...one, dueAt: promisedBy, promised: true };
}

/** The case with the contact among those that it rests on. */
function restingOn(one: SupportCase, { id }: SupportContact): SupportCase {
  if (one.restsOn.includes(id)) return one;
  const [opening, ...others] = one.restsOn;
  return { ...one, restsOn: [opening!, ...[...others, id].slice(1 - restsOnMax)] };
}

/** Without the oldest closed one where they are too many, or where none is closed, the oldest. */
function keep(cases: readonly SupportCase[]): readonly SupportCase[] {
  if (cases.length <= keptCasesMax) return cases;
  const oldestClosed = cases.findIndex(({ closedAt }) => closedAt !== null);
  return cases.toSpliced(Math.max(oldestClosed, 0), 1);
}
