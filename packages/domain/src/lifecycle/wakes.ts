import { nextDelay } from '../contacts/delays.ts';
import type { Day, Instant } from '../time/calendar.ts';
import { dayOfCalm } from './calm.ts';
import { nextSilenceDay } from './deadlines.ts';
import type { LifecycleContext, LifecycleRules } from './parameters.ts';
import { isLive } from './risk.ts';
import type { CustomerState } from './state.ts';

/** The sources whose silence speaks. */
export type WakeSource = 'purchases' | 'contacts';

/** When a deadline is due. */
export interface LifecycleWake {
  readonly source: WakeSource;
  readonly dueAt: Instant;
}

const noWakes: readonly LifecycleWake[] = [];

/** The earliest deadline of each source, after a step of the instant `at`. */
export function wakesOf(state: CustomerState, at: Instant, context: LifecycleContext): readonly LifecycleWake[] {
  const ofPurchases = purchasesDueAt(state, context);
  const ofContacts = contactsDueAt(state, at, context);
  if (ofContacts === null) return ofPurchases === null ? noWakes : [{ source: 'purchases', dueAt: ofPurchases }];
  const contacts: LifecycleWake = { source: 'contacts', dueAt: ofContacts };
  return ofPurchases === null ? [contacts] : [{ source: 'purchases', dueAt: ofPurchases }, contacts];
}

function purchasesDueAt(state: CustomerState, { calendar, rules }: LifecycleContext): Instant | null {
  const silence = nextSilenceDay(state);
  const look = dayOfLook(state, rules);
  if (look === null) return silence === null ? null : calendar.startOf(silence);
  return calendar.startOf(silence === null ? look : Math.min(silence, look));
}

/** The day of the second look at a customer who costs more than they bring; null where none is to come. */
export function dayOfLook({ abandonment }: CustomerState, { abandonment: { confirmDays } }: LifecycleRules): Day | null {
  return abandonment === null || abandonment.proposed ? null : abandonment.since + confirmDays;
}

/** Deadlines of the contacts, those of one instant in the order in which they speak. */
export type ContactsDeadline =
  | { readonly name: 'delay'; readonly dueAt: Instant; readonly caseId: string }
  | { readonly name: 'notice' | 'calm'; readonly dueAt: Instant };

function contactsDueAt(state: CustomerState, at: Instant, context: LifecycleContext): Instant | null {
  return state.contacts === null && state.incidentRisk === 'steady' ? null : (nextOfContacts(state, at, context)?.dueAt ?? null);
}

/** The deadline of the contacts that speaks next. A delay that was over when it was set is missed at once, not before. */
export function nextOfContacts(state: CustomerState, at: Instant, context: LifecycleContext): ContactsDeadline | null {
  const delay = nextDelay(state.contacts, at);
  let next: ContactsDeadline | null = delay === null ? null : { name: 'delay', ...delay };
  const { calendar } = context;
  const notice = isLive(state.stage) ? (state.contacts?.notice ?? null) : null;
  if (notice !== null) next = sooner(next, { name: 'notice', dueAt: calendar.startOf(notice.effectiveDay) });
  const calm = dayOfCalm(state, at, context);
  if (calm !== null) next = sooner(next, { name: 'calm', dueAt: calendar.startOf(calm) });
  return next;
}

function sooner(one: ContactsDeadline | null, other: ContactsDeadline): ContactsDeadline {
  return one === null || other.dueAt < one.dueAt ? other : one;
}
