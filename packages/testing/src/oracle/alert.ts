import type { Phase, Trigger } from '@ebb/domain';
import { casesAt } from './cases.ts';
import { causesOf } from './causes.ts';
import { contactability, relationshipOf } from './customer-profile.ts';
import { evidenceOf, valueAtStake } from './evidence.ts';
import { base, closeAlert, type Life, type Moment, type OracleAlert } from './life.ts';
import type { OracleSettings } from './settings.ts';

export interface Alarm {
  readonly phase: Phase;
  readonly trigger: Trigger;
  /** Of P(alive), where silence spoke. */
  readonly threshold?: number;
}

/** Raises an alert in place of the open one, unless the same phase alerted for the same first cause a short while ago. */
export function alert(life: Life, moment: Moment, { phase, trigger, threshold }: Alarm, settings: OracleSettings): void {
  const { rules } = settings;
  const why = causesOf(life, moment, settings);
  const key = `${phase} ${why.causes[0]?.cause}`;
  const last = life.lastAlertDay.get(key);
  const isAgain = last !== undefined && moment.day - last < rules.alertAgainDaysMin;
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
    valueAtStakeMinor: valueAtStake(life, moment.day, phase, settings),
    openCase: casesAt(life.known, life.missed, moment.at, rules.incidents).some(({ closedAt }) => closedAt === null),
    contactability: contactability(life.known),
    calibrationVersion: life.calibration?.version ?? 0,
    restsOn: restsOn(life, evidence, why.causes),
  };
  const isMain = life.stage === 'core' || life.stage === 'core-defector';
  life.outputs.push(isMain ? { type: 'MainDefectorAlert', ...raised } : { type: 'RiskAlert', ...raised });
  life.openAlert = { recordId: raised.recordId, phase, trigger };
  life.lastAlertDay.set(key, moment.day);
}

/** The last purchase, the notice, the contacts of the cases shown, then what the causes rest on; each once. */
function restsOn(
  { known }: Life,
  { notice, incidents }: OracleAlert['evidence'],
  causes: readonly { readonly restsOn: readonly string[] }[],
): readonly string[] {
  const bought = known.findLast(({ kind }) => kind === 'purchase');
  const all = [
    ...(bought === undefined ? [] : [bought.id]),
    ...(notice === null ? [] : [notice.eventId]),
    ...(incidents?.cases ?? []).flatMap((one) => one.restsOn),
    ...causes.flatMap((cause) => cause.restsOn),
  ];
  return [...new Set(all)];
}
