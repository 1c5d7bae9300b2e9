import { type CountedDays, countedDaysOf } from '../purchases/counted-days.ts';
import type { PurchaseHistory } from '../purchases/history.ts';
import { dayOfFading } from '../purchases/window.ts';
import { crossing, type Rhythm, type RhythmParameters } from '../rhythm/mbg-nbd.ts';
import type { Day } from '../time/calendar.ts';
import type { LifecycleRules, SilenceRule } from './parameters.ts';
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
  parameters: RhythmParameters,
): Deadlines {
  const lapseRule = lapseRuleOf(stage, rules);
  if (lapseRule === null) return noDeadlines;
  const days = countedDaysOf(purchases);
  const lapse = silenceSpeaks(days, lapseRule, parameters, earliest);
  if (stage !== 'core') return { fading: null, watch: null, leaving: null, lapse };
  const fading = dayOfFading(purchases, rules.corePurchaseDaysMin, rules.windowDays);
  return {
    fading: fading === null ? null : Math.max(fading, earliest),
    watch: silenceSpeaks(days, rules.core.watch, parameters, earliest),
    leaving: silenceSpeaks(days, rules.core.leaving, parameters, earliest),
    lapse,
  };
}

/** The counted days as the model takes them: in weeks. */
export function rhythmOf({ count, firstDay, lastDay }: CountedDays): Rhythm {
  return { x: Math.max(count - 1, 0), tx: (lastDay - firstDay) / 7 };
}

/** The first whole day at or past the crossing, within the bounds on silence. */
function silenceSpeaks(days: CountedDays, rule: SilenceRule, parameters: RhythmParameters, earliest: Day): Day {
  const daysToCrossing = Math.ceil(7 * crossing(parameters, rhythmOf(days), rule.pAlive));
  const silenceAtCrossing = daysToCrossing - (days.lastDay - days.firstDay);
  const silenceDays = Math.min(Math.max(silenceAtCrossing, rule.daysMin), rule.daysMax);
  // The sum is earlier only where the day of the purchase had been refunded away, so that a day long ago is the last.
  return Math.max(days.lastDay + silenceDays, earliest);
}

/** The earliest day on which silence speaks; null where it does not. */
export function nextSilenceDay({ deadlines }: CustomerState): Day | null {
  const { fading, watch, leaving, lapse } = deadlines;
  return earlier(earlier(fading, watch), earlier(leaving, lapse));
}

function earlier(one: Day | null, other: Day | null): Day | null {
  if (one === null) return other;
  return other === null ? one : Math.min(one, other);
}

/** The strongest of the deadlines due at the start of the day, which speaks alone; null where none is due. */
export function strongestDue(deadlines: Deadlines, day: Day): keyof Deadlines | null {
  if (isDue(deadlines.lapse, day)) return 'lapse';
  if (isDue(deadlines.leaving, day)) return 'leaving';
  if (isDue(deadlines.watch, day)) return 'watch';
  return isDue(deadlines.fading, day) ? 'fading' : null;
}

/** The deadlines left after the start of the day. */
export function pendingAfter({ fading, watch, leaving, lapse }: Deadlines, day: Day): Deadlines {
  return {
    fading: isDue(fading, day) ? null : fading,
    watch: isDue(watch, day) ? null : watch,
    leaving: isDue(leaving, day) ? null : leaving,
    lapse: isDue(lapse, day) ? null : lapse,
  };
}

/** Due on or before the day: where a zone left out a date, its start is the start of the next one. */
function isDue(deadline: Day | null, day: Day): boolean {
  return deadline !== null && deadline <= day;
}
