import type { Calibration, Day, LifecycleRules, SilenceRule } from '@ebb/domain';
import { alert } from './alert.ts';
import { pAlive, type Rhythm } from './alive.ts';
import { judge, setDeadlines } from './buying.ts';
import { lastBoughtDay } from './evidence.ts';
import { go } from './going.ts';
import { type Life, type Moment, startOf, tell } from './life.ts';
import { inForce, type OracleSettings } from './settings.ts';

/** The start of a day on which, perhaps, the silence has lasted long enough to speak. The strongest deadline speaks alone. */
export function fallSilent(life: Life, day: Day, settings: OracleSettings): void {
  const { rules } = settings;
  if (life.waitsSince !== null) stopWaiting(life, life.waitsSince, day, settings);
  const { rhythm, calibration } = life;
  if (rhythm === null || calibration === null) return;
  const isDue = (rule: SilenceRule): boolean => hasSpoken(rule, rhythm, day, calibration);
  // What was due so long ago could not be judged in time: nobody is alerted to it any more.
  const saidOf = ({ pAlive: threshold, ...rule }: SilenceRule) => ({
    threshold,
    isAlarm: !hasSpoken({ pAlive: threshold, ...rule }, rhythm, day - rules.overdueDaysMax, calibration),
  });
  const momentOf = (deadline: string): Moment => startOf(life, deadline, day, settings);
  if (life.stage === 'core') {
    const { leaving, watch } = rules.core;
    const gone = { ...rules.core.gone, daysMin: Math.max(rules.core.gone.daysMin, calibration.goneDaysMin ?? 0) };
    if (isDue(gone)) go(life, momentOf('gone'), 'silence', settings, saidOf(gone));
    else if (life.silenceRisk !== 'leaving' && isDue(leaving)) leave(life, momentOf('leaving'), settings);
    else if (life.silenceRisk === 'steady' && isDue(watch)) watchOut(life, momentOf('watch'), 'silence');
    else if (life.silenceRisk === 'steady' && isFading(life, day)) watchOut(life, momentOf('fading'), 'fading');
  } else {
    const rule = lapseRule(life, rules);
    if (rule !== null && isDue(rule)) go(life, momentOf('lapse'), 'silence', settings, saidOf(rule));
  }
}

/** On Mondays it is asked whether there is a calibration by now. The test for core, owed since the last purchase, is made up for. */
function stopWaiting(life: Life, since: Day, day: Day, settings: OracleSettings): void {
  const isMonday = new Date(day * 86_400_000).getUTCDay() === 1;
  if (!isMonday || day === since || inForce(settings, settings.calendar.startOf(day)) === null) return;
  const moment = startOf(life, 'learning', day, settings);
  if (life.stage !== 'core') judge(life, moment, false, settings, lastBoughtDay(life.known, settings)!);
  setDeadlines(life, moment, settings);
}

/** Looks at this one day only; that it comes out once is due to the walk, which asks day after day. */
function hasSpoken(rule: SilenceRule, rhythm: Rhythm, day: Day, calibration: Calibration): boolean {
  const silenceDays = day - rhythm.lastDay;
  if (silenceDays >= rule.daysMax) return true;
  return silenceDays >= rule.daysMin && pAlive(calibration.rhythm, rhythm, day) <= rule.pAlive;
}

function isFading({ fadingDay }: Life, day: Day): boolean {
  return fadingDay !== null && day >= fadingDay;
}

function lapseRule({ stage }: Life, { lapse }: LifecycleRules): SilenceRule | null {
  if (stage === 'first-time') return lapse.firstTime;
  if (stage === 'early-repeat') return lapse.earlyRepeat;
  return stage === 'returned' ? lapse.returned : null;
}

function watchOut(life: Life, moment: Moment, reason: 'silence' | 'fading'): void {
  life.silenceRisk = 'watch';
  tell(life, moment, reason);
}

function leave(life: Life, moment: Moment, settings: OracleSettings): void {
  life.silenceRisk = 'leaving';
  tell(life, moment, 'silence');
  alert(life, moment, { phase: 'leaving', trigger: 'silence', threshold: settings.rules.core.leaving.pAlive }, settings);
}
