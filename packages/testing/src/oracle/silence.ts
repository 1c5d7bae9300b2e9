import type { Calibration, Day, LifecycleRules, SilenceRule } from '@ebb/domain';
import { alert } from './alert.ts';
import { pAlive, type Rhythm } from './alive.ts';
import { go } from './going.ts';
import { type Life, type Moment, startOf, tell } from './life.ts';
import type { OracleSettings } from './settings.ts';

/** The start of a day on which, perhaps, the silence has lasted long enough to speak. The strongest deadline speaks alone. */
export function fallSilent(life: Life, day: Day, settings: OracleSettings): void {
  const { rules, calibration } = settings;
  const { rhythm } = life;
  if (rhythm === null || calibration === null) return;
  const isDue = (rule: SilenceRule): boolean => hasSpoken(rule, rhythm, day, calibration);
  const momentOf = (deadline: string): Moment => startOf(life, deadline, day, settings);
  if (life.stage === 'core') {
    const { gone, leaving, watch } = rules.core;
    if (isDue(gone)) go(life, momentOf('gone'), 'silence', settings, gone);
    else if (life.silenceRisk !== 'leaving' && isDue(leaving)) leave(life, momentOf('leaving'), settings);
    else if (life.silenceRisk === 'steady' && isDue(watch)) watchOut(life, momentOf('watch'), 'silence');
    else if (life.silenceRisk === 'steady' && isFading(life, day)) watchOut(life, momentOf('fading'), 'fading');
  } else {
    const rule = lapseRule(life, rules);
    if (rule !== null && isDue(rule)) go(life, momentOf('lapse'), 'silence', settings, rule);
  }
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
