import { type CountedDays, countedDaysOf } from '../purchases/counted-days.ts';
import type { PurchaseHistory } from '../purchases/history.ts';
import { dayOfFading } from '../purchases/window.ts';
import { crossing, type Rhythm, type RhythmParameters } from '../rhythm/mbg-nbd.ts';
import type { Day } from '../time/calendar.ts';
import type { Calibration, LifecycleRules, SilenceRule } from './parameters.ts';
import { type CustomerState, type Deadlines, noDeadlines, type Stage } from './state.ts';

/** The silence after which a customer of this stage is gone; null where silence says nothing. */
export function lapseRuleOf(stage: Stage, rules: LifecycleRules): SilenceRule | null {
  switch (stage) {
    case 'first-time':
      return rules.lapse.firstTime;
    case 'early-repeat':
      return rules.lapse.earlyRepeat;
    case 'returned':
      return rules.lapse.returned;
    case 'core':
      return rules.core.gone;
    default:
      return null;
  }
}

/**
 * The deadlines that hold after a purchase, or once silence speaks again after a contract.
 *
 * @param earliest the first day that begins at that time or after it: no deadline is before what solves it
 */
export function solveDeadlines(
  stage: Stage,
  purchases: PurchaseHistory,
  earliest: Day,
  rules: LifecycleRules,
  calibration: Calibration,
): Deadlines {
  const due = dayOfLapse(stage, purchases, rules, calibration);
  if (due === null) return noDeadlines;
  // A deadline is earlier than what solves it where the day of the purchase had been refunded away, or where nothing could be
  // solved at the purchase.
  const lapse = Math.max(due, earliest);
  const isLapseOverdue = earliest - due >= rules.overdueDaysMax;
  if (stage !== 'core') return { ...noDeadlines, lapse, isLapseOverdue };
  const days = countedDaysOf(purchases);
  const fading = dayOfFading(purchases, rules.corePurchaseDaysMin, rules.windowDays);
  return {
    ...noDeadlines,
    fading: fading === null ? null : Math.max(fading, earliest),
    watch: Math.max(silenceSpeaks(days, rules.core.watch, calibration.rhythm), earliest),
    leaving: Math.max(silenceSpeaks(days, rules.core.leaving, calibration.rhythm), earliest),
    lapse,
    isLapseOverdue,
  };
}

/** The day on which the silence since the last purchase day makes a customer of this stage gone; null where it says nothing. */
function dayOfLapse(
  stage: Stage,
  purchases: PurchaseHistory,
  rules: LifecycleRules,
  { rhythm, goneDaysMin }: Calibration,
): Day | null {
  const rule = lapseRuleOf(stage, rules);
  if (rule === null) return null;
  const daysMin = stage === 'core' && goneDaysMin !== null ? Math.max(rule.daysMin, goneDaysMin) : rule.daysMin;
  return silenceSpeaks(countedDaysOf(purchases), { ...rule, daysMin }, rhythm);
}

/** The first Monday after a day: when it is asked next whether a calibration is in force, of all customers alike. */
export function nextLearningDay(day: Day): Day {
  const monday = 4; // of the first week of 1970
  return day + 7 - ((day - monday) % 7);
}

/** The counted days as the model takes them: in weeks. */
export function rhythmOf({ count, firstDay, lastDay }: CountedDays): Rhythm {
  return { x: Math.max(count - 1, 0), tx: (lastDay - firstDay) / 7 };
}

/** The first whole day at or past the crossing, within the bounds on silence. */
function silenceSpeaks(days: CountedDays, rule: SilenceRule, parameters: RhythmParameters): Day {
  const daysToCrossing = Math.ceil(7 * crossing(parameters, rhythmOf(days), rule.pAlive));
  const silenceAtCrossing = daysToCrossing - (days.lastDay - days.firstDay);
  const silenceDays = Math.min(Math.max(silenceAtCrossing, rule.daysMin), rule.daysMax);
  return days.lastDay + silenceDays;
}

/** The earliest day on which silence speaks; null where it does not. */
export function nextSilenceDay({ deadlines }: CustomerState): Day | null {
  const { fading, watch, leaving, lapse, learning } = deadlines;
  return earlier(learning, earlier(earlier(fading, watch), earlier(leaving, lapse)));
}

function earlier(one: Day | null, other: Day | null): Day | null {
  if (one === null) return other;
  return other === null ? one : Math.min(one, other);
}

/** One of the deadlines that are a day. */
export type DeadlineName = Exclude<keyof Deadlines, 'isLapseOverdue'>;

/** The strongest of the deadlines due at the start of the day, which speaks alone; null where none is due. */
export function strongestDue(deadlines: Deadlines, day: Day): DeadlineName | null {
  if (isDue(deadlines.lapse, day)) return 'lapse';
  if (isDue(deadlines.leaving, day)) return 'leaving';
  if (isDue(deadlines.watch, day)) return 'watch';
  if (isDue(deadlines.fading, day)) return 'fading';
  return isDue(deadlines.learning, day) ? 'learning' : null;
}

/** The deadlines left after the start of the day. */
export function pendingAfter(deadlines: Deadlines, day: Day): Deadlines {
  const { fading, watch, leaving, lapse, learning } = deadlines;
  return {
    fading: isDue(fading, day) ? null : fading,
    watch: isDue(watch, day) ? null : watch,
    leaving: isDue(leaving, day) ? null : leaving,
    lapse: isDue(lapse, day) ? null : lapse,
    isLapseOverdue: deadlines.isLapseOverdue,
    learning: isDue(learning, day) ? null : learning,
  };
}

/** Due on or before the day: where a zone left out a date, its start is the start of the next one. */
function isDue(deadline: Day | null, day: Day): boolean {
  return deadline !== null && deadline <= day;
}
