import type { Day, Instant, LifecycleRules, Risk } from '@ebb/domain';
import { alert } from './alert.ts';
import { casesAt, pointsOf } from './cases.ts';
import { failedPayments, hours24, relationshipOf, unpaidInvoices } from './customer-profile.ts';
import { closeLeaving, isAtHand, isHigher, type Life, type Moment, startOf, tell } from './life.ts';
import type { OracleSettings } from './settings.ts';

/** The customer's points: the greatest of any case, and of contractual customers of what is unpaid or failed. */
function pointsAt(life: Life, at: Instant, { rules }: OracleSettings): number {
  const { incidents, payments } = rules;
  const all = casesAt(life.known, life.missed, at, incidents).map((one) => pointsOf(one, at, incidents));
  if (relationshipOf(life.known) === 'contractual') {
    const failed = failedPayments(life.known, at, payments.failedDays).length;
    if (unpaidInvoices(life.known).length > 0) all.push(payments.unpaidInvoicePoints);
    if (failed > 0) all.push(failed >= payments.failedMin ? incidents.points.serious : payments.failedPaymentPoints);
  }
  return Math.max(0, ...all);
}

function thresholdsOf({ stage }: Life, { rules }: OracleSettings): LifecycleRules['incidents']['core'] {
  if (stage === 'core') return rules.incidents.core;
  return stage === 'first-time' ? rules.incidents.firstTime : rules.incidents.earlyRepeat;
}

/** The level that the points of this instant speak of. */
export function levelAt(life: Life, at: Instant, settings: OracleSettings): Risk {
  if (!isAtHand(life)) return 'steady';
  const points = pointsAt(life, at, settings);
  const { watch, leaving } = thresholdsOf(life, settings);
  if (points >= leaving) return 'leaving';
  return points >= watch ? 'watch' : 'steady';
}

/** Something happened that may have given points: the risk of incidents rises at once, and does not fall here. */
export function judgeIncidents(life: Life, moment: Moment, trigger: 'incident' | 'payment', settings: OracleSettings): void {
  const level = levelAt(life, moment.at, settings);
  if (!isHigher(level, life.incidentRisk)) return;
  life.incidentRisk = level;
  tell(life, moment, trigger);
  if (level === 'leaving') alert(life, moment, { phase: 'leaving', trigger }, settings);
}

/** The start of a day: the risk of incidents falls once the points have decayed and it has been quiet long enough. */
export function calmDown(life: Life, day: Day, settings: OracleSettings): void {
  const { calendar, rules } = settings;
  const { incidentRisk, known } = life;
  const now = calendar.startOf(day);
  if (incidentRisk === 'steady') return;
  const isQuiet = casesAt(known, life.missed, now, rules.incidents).every(
    ({ closedAt }) => closedAt !== null && now - closedAt >= rules.incidents.quietDaysMin * hours24,
  );
  const isUnpaid = relationshipOf(known) === 'contractual' && unpaidInvoices(known).length > 0;
  if (!isQuiet || isUnpaid || pointsAt(life, now, settings) >= thresholdsOf(life, settings)[incidentRisk]) return;
  const moment = startOf(life, 'calm', day, settings);
  life.incidentRisk = levelAt(life, now, settings);
  tell(life, moment, 'incident-over');
  if (incidentRisk === 'leaving') closeLeaving(life, moment, ['incident', 'payment'], 'incident-over');
}
