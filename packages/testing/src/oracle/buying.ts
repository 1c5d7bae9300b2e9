import type { Purchase, Risk } from '@ebb/domain';
import { rhythmOf } from './evidence.ts';
import { type Cause, closeAlert, type Life, move } from './life.ts';
import { countedDays, purchaseDays, windowOf } from './purchase-days.ts';
import type { OracleSettings } from './settings.ts';

/** A purchase that is already among the known facts. */
export function buy(life: Life, purchase: Purchase, settings: OracleSettings): void {
  const cause = { id: purchase.id, at: purchase.at, day: settings.calendar.dayOf(purchase.at) };
  if (life.stage === 'none') {
    move(life, cause, 'first-purchase', { stage: 'first-time', risk: 'steady', lifetime: 1 });
  } else if (life.gone === null) {
    judge(life, cause, settings);
  } else if (cause.day - life.gone.day > settings.rules.falseAlarmDaysMax) {
    life.gone = null;
    life.returnDay = cause.day;
    move(life, cause, 'return', { stage: 'returned', risk: 'steady', lifetime: life.lifetime + 1 });
    closeAlert(life, cause, 'returned');
  } else {
    const { stageBefore } = life.gone;
    life.gone = null;
    move(life, cause, 'false-alarm', { stage: stageBefore, risk: 'steady' });
    closeAlert(life, cause, 'false-alarm');
    judge(life, cause, settings);
  }
  setDeadlines(life, settings);
}

/** A purchase of a customer who is neither new nor gone. */
function judge(life: Life, cause: Cause, settings: OracleSettings): void {
  const { calendar, rules, calibration } = settings;
  const days = purchaseDays(life.known, calendar, rules.windowDays);
  const { frequency, monetaryMinor } = windowOf(days, cause.day, rules.windowDays);
  const buysOften = frequency >= rules.corePurchaseDaysMin;
  if (life.stage === 'core') {
    const risk: Risk = buysOften ? 'steady' : 'watch';
    move(life, cause, buysOften ? 'purchase' : 'fading', { stage: 'core', risk });
    closeAlert(life, cause, 'purchased');
  } else if (life.stage === 'returned' && cause.day === life.returnDay) {
    // Whether a customer who came back is core again is judged at the next purchase day.
  } else if (calibration !== null && buysOften && monetaryMinor >= calibration.pmgEdges.medium) {
    move(life, cause, 'core-test', { stage: 'core', risk: 'steady' });
  } else if (life.stage === 'returned' || countedDays(days).length >= 2) {
    move(life, cause, 'repeat-purchase', { stage: 'early-repeat', risk: 'steady' });
  }
}

function setDeadlines(life: Life, settings: OracleSettings): void {
  const { calendar, rules } = settings;
  life.rhythm = rhythmOf(life.known, settings);
  const counted = countedDays(purchaseDays(life.known, calendar, rules.windowDays));
  const oldestNeeded = counted.at(-rules.corePurchaseDaysMin);
  life.fadingDay = oldestNeeded === undefined ? null : oldestNeeded + rules.windowDays;
}
