import type { Purchase, Reason, Stage } from '@ebb/domain';
import { alert } from './alert.ts';
import { hours24, lastDeliveredAt, relationshipOf } from './customer-profile.ts';
import { rhythmOf } from './evidence.ts';
import { closeAlert, closeLeaving, isAtHand, type Life, type Moment, tell } from './life.ts';
import { countedDays, purchaseDays, windowOf } from './purchase-days.ts';
import { levelAt } from './risk.ts';
import { inForce, type OracleSettings } from './settings.ts';

/** A purchase that is already among the known facts. */
export function buy(life: Life, purchase: Purchase, settings: OracleSettings): void {
  const moment = { id: purchase.id, at: purchase.at, day: settings.calendar.dayOf(purchase.at) };
  const { stage, gone } = life;
  if (life.lifetime === 0) {
    life.lifetime = 1;
    life.notice = null;
    enter(life, moment, { stage: 'first-time', reason: 'first-purchase' }, settings);
  } else if (stage === 'lost' || stage === 'abandoned') {
    comeBack(life, moment, settings);
  } else if (gone === null) {
    judge(life, moment, false, settings);
  } else if (
    gone.by !== 'silence' ||
    moment.day - gone.day > settings.rules.falseAlarmDaysMax ||
    isEnded(life, moment, settings)
  ) {
    comeBack(life, moment, settings);
  } else {
    restore(life, moment, gone.stageBefore);
    judge(life, moment, true, settings);
    if (life.notice !== null) alert(life, moment, { phase: 'leaving', trigger: 'notice' }, settings);
  }
  setDeadlines(life, moment, settings);
}

/** Whether a notice has taken effect, be it while the customer was thought gone. */
function isEnded({ notice }: Life, { at }: Moment, { calendar }: OracleSettings): boolean {
  return notice !== null && calendar.startOf(notice.effectiveDay) < at;
}

/** As if never gone; with risk steady at first, unless notice was given. */
function restore(life: Life, moment: Moment, stage: Stage): void {
  life.gone = null;
  if (life.notice !== null) life.notice = { ...life.notice, isRisk: true };
  life.stage = stage;
  tell(life, moment, 'false-alarm');
  closeAlert(life, moment, 'false-alarm');
}

function comeBack(life: Life, moment: Moment, settings: OracleSettings): void {
  const deliveredAt = lastDeliveredAt(life.known);
  life.gone = null;
  life.notice = null;
  life.returnDay = moment.day;
  life.lifetime += 1;
  const wonBack = deliveredAt !== null && moment.at - deliveredAt <= settings.rules.wonBackDaysMax * hours24;
  closeAlert(life, moment, 'returned');
  enter(life, moment, { stage: 'returned', reason: 'return', wonBack }, settings);
}

/**
 * A purchase of a customer who is neither new nor gone.
 *
 * @param isBack whether that has just turned out to be so
 * @param boughtOn the day of the purchase, where it is judged later
 */
export function judge(life: Life, moment: Moment, isBack: boolean, settings: OracleSettings, boughtOn = moment.day): void {
  const { calendar, rules } = settings;
  const calibration = inForce(settings, moment.at);
  const days = purchaseDays(life.known, calendar, rules.windowDays);
  const { frequency, monetaryMinor } = windowOf(days, boughtOn, rules.windowDays);
  const buysOften = frequency >= rules.corePurchaseDaysMin;
  if (life.stage === 'core') {
    const isFading = !buysOften && relationshipOf(life.known) !== 'contractual';
    life.silenceRisk = isFading ? 'watch' : 'steady';
    const reason = isFading ? 'fading' : 'purchase';
    if (isBack) enter(life, moment, { stage: 'core', reason, isBack }, settings);
    else tell(life, moment, reason);
    closeLeaving(life, moment, ['silence'], 'purchased');
  } else if (life.stage === 'returned' && boughtOn === life.returnDay) {
    // Whether a customer who came back is core again is judged at the next purchase day.
  } else if (calibration !== null && buysOften && monetaryMinor >= calibration.pmgEdges.medium) {
    enter(life, moment, { stage: 'core', reason: 'core-test', isBack }, settings);
  } else if (life.stage === 'returned' || (life.stage === 'first-time' && countedDays(days).length >= 2)) {
    enter(life, moment, { stage: 'early-repeat', reason: 'repeat-purchase', isBack }, settings);
  } else if (isBack) {
    enter(life, moment, { stage: life.stage, reason: 'purchase', isBack }, settings);
  }
}

interface Entry {
  readonly stage: Stage;
  readonly reason: Reason;
  readonly wonBack?: boolean;
  /** Who is back with a notice is alerted of for that alone. */
  readonly isBack?: boolean;
}

/** A purchase leads to a stage, in which the incidents weigh as much as they do there. */
function enter(
  life: Life,
  moment: Moment,
  { stage, reason, wonBack = false, isBack = false }: Entry,
  settings: OracleSettings,
): void {
  const before = life.incidentRisk;
  life.stage = stage;
  life.incidentRisk = levelAt(life, moment.at, settings);
  tell(life, moment, reason, wonBack);
  if (before === 'leaving' && life.incidentRisk !== 'leaving')
    closeLeaving(life, moment, ['incident', 'payment'], 'incident-over');
  if (life.incidentRisk === 'leaving' && before !== 'leaving' && !(isBack && life.notice !== null)) {
    alert(life, moment, { phase: 'leaving', trigger: 'incident' }, settings);
  }
}

/** Silence speaks by the rhythm that the known purchases tell now; of contractual customers never. */
export function setDeadlines(life: Life, { at, day }: Pick<Moment, 'at' | 'day'>, settings: OracleSettings): void {
  const { calendar, rules } = settings;
  life.calibration = inForce(settings, at);
  const isContractual = relationshipOf(life.known) === 'contractual';
  const counted = countedDays(purchaseDays(life.known, calendar, rules.windowDays));
  const oldestNeeded = counted.at(-rules.corePurchaseDaysMin);
  life.waitsSince = life.calibration === null && !isContractual && isAtHand(life) ? day : null;
  life.rhythm = isContractual ? null : rhythmOf(life.known, settings);
  life.fadingDay = isContractual || oldestNeeded === undefined ? null : oldestNeeded + rules.windowDays;
}
