import type { Day, Phase, Trigger } from '@ebb/domain';
import { casesAt } from './cases.ts';
import { causesOf } from './causes.ts';
import { contactability, failedPayments, relationshipOf } from './customer-profile.ts';
import { evidenceOf, valueAtStake } from './evidence.ts';
import { base, closeAlert, type Life, type Moment, type OracleAlert } from './life.ts';
import type { OracleSettings } from './settings.ts';

export interface Alarm {
  readonly phase: Phase;
  readonly trigger: Trigger;
  /** Of P(alive), where silence spoke. */
  readonly threshold?: number;
}

/** From the softest to the loudest. */
const softToLoud: readonly (readonly Trigger[])[] = [['silence'], ['incident', 'payment'], ['notice', 'contract-ended']];

const isLouder = (one: Trigger, other: Trigger): boolean =>
  softToLoud.findIndex((level) => level.includes(one)) > softToLoud.findIndex((level) => level.includes(other));

/** Whether an alert for the same first cause was raised a short while ago, which keeps this one from being raised. */
function isAlertedAlready(life: Life, { phase, trigger }: Alarm, last: { day: Day; trigger: Trigger }, day: Day, min: number) {
  if (phase === 'leaving' && trigger === 'notice' && life.openAlert?.trigger !== 'notice') return false;
  return day - last.day < min && !isLouder(trigger, last.trigger);
}

/** Raises an alert in place of the open one, unless one like it was raised a short while ago. */
export function alert(life: Life, moment: Moment, alarm: Alarm, settings: OracleSettings): void {
  const { phase, trigger, threshold } = alarm;
  const { rules } = settings;
  const why = causesOf(life, moment, settings);
  const key = `${phase} ${why.causes[0]?.cause}`;
  const last = life.lastAlert.get(key);
  const isAgain = last !== undefined && isAlertedAlready(life, alarm, last, moment.day, rules.alertAgainDaysMin);
  if (phase === 'gone' || !isAgain) closeAlert(life, moment, 'escalated');
  if (isAgain) return;
  const evidence = evidenceOf(life, moment, threshold ?? null, settings);
  const raised = {
    ...base(life, moment, 'alert'),
    phase,
    stage: life.stage,
    trigger,
    lifetime: life.lifetime,
    relationship: relationshipOf(life.known),
    advocacy: life.advocacy,
    causes: why.causes.map((cause) => ({ ...cause, detail: '', detailFr: '' })),
    notAssessable: why.notAssessable,
    evidence,
    pmg: evidence.silence?.pmg ?? null,
    valueAtStakeMinor: valueAtStake(life, moment.day, { phase, hasGivenNotice: life.notice !== null }, settings),
    openCase: casesAt(life.known, life.missed, moment.at, rules.incidents).some(({ closedAt }) => closedAt === null),
    contactability: contactability(life.known),
    calibrationVersion: life.calibration?.version ?? 0,
    restsOn: restsOn(life, moment, evidence, why.causes, settings),
  };
  const isMain = life.stage === 'core' || life.stage === 'core-defector';
  life.outputs.push(isMain ? { type: 'MainDefectorAlert', ...raised } : { type: 'RiskAlert', ...raised });
  life.openAlert = { recordId: raised.recordId, phase, trigger };
  life.lastAlert.set(key, { day: moment.day, trigger });
}

/** What has just been heard may say why the customer leaves: an open alert that could not is replaced by one that can. */
export function explain(life: Life, moment: Moment, settings: OracleSettings): void {
  const { openAlert, outputs } = life;
  if (openAlert === null || openAlert.phase === 'gone') return;
  const { phase, trigger, recordId } = openAlert;
  const isUnexplained = outputs.some((output) => {
    return 'causes' in output && output.recordId === recordId && output.causes[0]?.cause === 'unknown';
  });
  if (!isUnexplained || causesOf(life, moment, settings).causes[0]?.cause === 'unknown') return;
  const threshold = trigger === 'silence' ? { threshold: settings.rules.core.leaving.pAlive } : {};
  alert(life, moment, { phase, trigger, ...threshold }, settings);
}

/** The last purchase, the notice, the contacts of the cases shown, trouble with paying, then what the causes rest on; each once. */
function restsOn(
  { known }: Life,
  { at }: Moment,
  { notice, incidents, payments }: OracleAlert['evidence'],
  causes: readonly { readonly restsOn: readonly string[] }[],
  { rules }: OracleSettings,
): readonly string[] {
  const bought = known.findLast(({ kind }) => kind === 'purchase');
  const all = [
    ...(bought === undefined ? [] : [bought.id]),
    ...(notice === null ? [] : [notice.eventId]),
    ...(incidents?.cases ?? []).flatMap((one) => one.restsOn),
    ...(payments?.unpaidInvoices ?? []).map(({ eventId }) => eventId),
    ...failedPayments(known, at, rules.payments.failedDays).map(({ id }) => id),
    ...causes.flatMap((cause) => cause.restsOn),
  ];
  return [...new Set(all)];
}
