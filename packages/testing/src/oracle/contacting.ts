import type { Day, Instant, SupportContact } from '@ebb/domain';
import { alert, explain } from './alert.ts';
import { casesAt, type DatedCase } from './cases.ts';
import { closeLeaving, isAtHand, type Life, type Moment, tell } from './life.ts';
import { judgeIncidents } from './risk.ts';
import type { OracleSettings } from './settings.ts';

/** A support contact that is already among the known facts. */
export function contact(life: Life, fact: SupportContact, moment: Moment, settings: OracleSettings): void {
  if (fact.what === 'notice-given') giveNotice(life, fact, moment, settings);
  if (fact.what === 'notice-withdrawn') withdrawNotice(life, moment);
  judgeIncidents(life, moment, 'incident', settings);
  explain(life, moment, settings);
}

function giveNotice(life: Life, fact: SupportContact, moment: Moment, settings: OracleSettings): void {
  const { calendar, rules } = settings;
  const stated = fact.effectiveOn ?? moment.day + rules.notice.daysUntilEffective;
  const effectiveDay = calendar.startOf(stated) > fact.at ? stated : moment.day + 1;
  const isRisk = isAtHand(life);
  life.notice = { eventId: fact.id, givenAt: fact.at, effectiveDay, isRisk };
  tell(life, moment, 'notice');
  if (isRisk) alert(life, moment, { phase: 'leaving', trigger: 'notice' }, settings);
}

function withdrawNotice(life: Life, moment: Moment): void {
  life.notice = null;
  tell(life, moment, 'notice-withdrawn');
  closeLeaving(life, moment, ['notice'], 'notice-withdrawn');
}

/** Whether a notice takes effect at the start of a day. */
export const isNoticeDue = ({ notice }: Life, day: Day): boolean => notice?.isRisk === true && day >= notice.effectiveDay;

/** The open cases whose delay is yet to be missed. */
function waiting(life: Life, now: Instant, { rules }: OracleSettings): readonly DatedCase[] {
  return casesAt(life.known, life.missed, now, rules.incidents).filter(
    ({ closedAt, missedAt, missesAt }) => closedAt === null && missedAt === null && missesAt >= now,
  );
}

/** The next instant, at or after now, at which a delay would be missed; null where nothing is open. */
export function nextDelay(life: Life, now: Instant, settings: OracleSettings): Instant | null {
  const instants = waiting(life, now, settings).map(({ missesAt }) => missesAt);
  return instants.length === 0 ? null : Math.min(...instants);
}

/** Delays that are missed at this very instant, one after the other. */
export function missDelays(life: Life, now: Instant, settings: OracleSettings): void {
  const due = waiting(life, now, settings)
    .filter(({ missesAt }) => missesAt === now)
    .toSorted((one, other) => (one.caseId < other.caseId ? -1 : 1));
  for (const { caseId, openedAt } of due) {
    life.missed.push({ caseId, openedAt, at: now });
    const id = `${life.customerId}@delay@${caseId}@${new Date(now).toISOString()}`;
    const moment = { id, at: now, day: settings.calendar.dayOf(now) };
    judgeIncidents(life, moment, 'incident', settings);
    explain(life, moment, settings);
  }
}
