import type { Calibration, Day, LifecycleRules, Phase, SilenceRule } from '@ebb/domain';
import { pAlive, type Rhythm } from './alive.ts';
import { evidenceOf, rhythmOf } from './evidence.ts';
import { type Cause, closeAlert, type Life, move, raiseAlert } from './life.ts';
import type { OracleSettings } from './settings.ts';

/** The start of a day on which, perhaps, the silence has lasted long enough to speak. The strongest deadline speaks alone. */
export function fallSilent(life: Life, day: Day, settings: OracleSettings): void {
  const { rules, calibration } = settings;
  const { rhythm } = life;
  if (rhythm === null || calibration === null) return;
  const isDue = (rule: SilenceRule): boolean => hasSpoken(rule, rhythm, day, calibration);
  if (life.stage === 'core') {
    const { gone, leaving, watch } = rules.core;
    if (isDue(gone)) go(life, causeOf(life, 'gone', day, settings), gone, settings);
    else if (life.risk !== 'leaving' && isDue(leaving)) leave(life, causeOf(life, 'leaving', day, settings), settings);
    else if (life.risk === 'steady' && isDue(watch)) watchOut(life, causeOf(life, 'watch', day, settings), 'silence');
    else if (life.risk === 'steady' && isFading(life, day)) watchOut(life, causeOf(life, 'fading', day, settings), 'fading');
  } else {
    const rule = lapseRule(life, rules);
    if (rule !== null && isDue(rule)) go(life, causeOf(life, 'lapse', day, settings), rule, settings);
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

function causeOf(life: Life, deadline: string, day: Day, { calendar }: OracleSettings): Cause {
  const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
  return { id: `${life.customerId}@${deadline}@${date}`, at: calendar.startOf(day), day };
}

function watchOut(life: Life, cause: Cause, reason: 'silence' | 'fading'): void {
  move(life, cause, reason, { stage: life.stage, risk: 'watch' });
}

function leave(life: Life, cause: Cause, settings: OracleSettings): void {
  move(life, cause, 'silence', { stage: life.stage, risk: 'leaving' });
  alert(life, cause, 'leaving', settings.rules.core.leaving, settings);
}

function go(life: Life, cause: Cause, rule: SilenceRule, settings: OracleSettings): void {
  life.gone = { day: cause.day, stageBefore: life.stage };
  move(life, cause, 'silence', { stage: life.everCore ? 'core-defector' : 'inactive', risk: 'steady' });
  closeAlert(life, cause, 'escalated');
  if (life.everCore) alert(life, cause, 'gone', rule, settings);
}

function alert(life: Life, cause: Cause, phase: Phase, rule: SilenceRule, settings: OracleSettings): void {
  const { calibration, rules } = settings;
  const rhythm = rhythmOf(life.known, settings);
  if (rhythm === null || calibration === null) return;
  const evidence = evidenceOf(life.known, cause.day, rule, rhythm, calibration, settings);
  raiseAlert(life, cause, { phase, evidence, calibrationVersion: calibration.version }, rules.alertAgainDaysMin);
}
