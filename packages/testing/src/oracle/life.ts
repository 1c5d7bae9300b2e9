import type {
  AlertClosed,
  Day,
  Fact,
  Instant,
  LifecycleTransition,
  MainDefectorAlert,
  Phase,
  Reason,
  Risk,
  SilenceEvidence,
  Stage,
} from '@ebb/domain';
import type { Rhythm } from './alive.ts';

/** An alert is judged without its sentence, which has tests of its own. */
export type OracleOutput = LifecycleTransition | Omit<MainDefectorAlert, 'explanation'> | AlertClosed;

/** What made something happen: an event, or a deadline at the start of a day. */
export interface Cause {
  readonly id: string;
  readonly at: Instant;
  readonly day: Day;
}

/** Where a customer stands, and all that has been said of them so far. Changed in place as the walk goes on. */
export interface Life {
  readonly customerId: string;
  readonly known: Fact[];
  readonly outputs: OracleOutput[];
  stage: Stage;
  risk: Risk;
  lifetime: number;
  everCore: boolean;
  /** The rhythm that the deadlines follow: as of the latest purchase. Refunds after it do not move them. */
  rhythm: Rhythm | null;
  /** From this day on a core customer is fading; null where there were never days enough to fade from. */
  fadingDay: Day | null;
  gone: { readonly day: Day; readonly stageBefore: Stage } | null;
  returnDay: Day | null;
  openAlert: { readonly recordId: string; readonly phase: Phase } | null;
  readonly lastAlertDay: Map<Phase, Day>;
}

export function newLife(customerId: string): Life {
  return {
    customerId,
    known: [],
    outputs: [],
    stage: 'none',
    risk: 'steady',
    lifetime: 0,
    everCore: false,
    rhythm: null,
    fadingDay: null,
    gone: null,
    returnDay: null,
    openAlert: null,
    lastAlertDay: new Map(),
  };
}

/** Records a transition where stage, risk or lifetime change; says nothing where they stay. */
export function move(
  life: Life,
  cause: Cause,
  reason: Reason,
  to: { readonly stage: Stage; readonly risk: Risk; readonly lifetime?: number },
): void {
  const lifetime = to.lifetime ?? life.lifetime;
  if (to.stage === life.stage && to.risk === life.risk && lifetime === life.lifetime) return;
  const isSecond = life.outputs.some((output) => output.recordId === `${cause.id}/transition`);
  life.outputs.push({
    type: 'LifecycleTransition',
    recordId: `${cause.id}/transition${isSecond ? '-2' : ''}`,
    customerId: life.customerId,
    at: cause.at,
    causeId: cause.id,
    fromStage: life.stage,
    toStage: to.stage,
    fromRisk: life.risk,
    toRisk: to.risk,
    lifetime,
    reason,
  });
  life.stage = to.stage;
  life.risk = to.risk;
  life.lifetime = lifetime;
  life.everCore ||= to.stage === 'core';
}

/** Closes the open alert, if there is one. */
export function closeAlert(life: Life, cause: Cause, reason: AlertClosed['reason']): void {
  if (life.openAlert === null) return;
  life.outputs.push({
    type: 'AlertClosed',
    recordId: `${cause.id}/closed`,
    customerId: life.customerId,
    at: cause.at,
    causeId: cause.id,
    alertId: life.openAlert.recordId,
    phase: life.openAlert.phase,
    reason,
  });
  life.openAlert = null;
}

/** Raises an alert, unless the same phase has alerted less than `againDaysMin` days ago. */
export function raiseAlert(
  life: Life,
  cause: Cause,
  alert: { readonly phase: Phase; readonly evidence: SilenceEvidence; readonly calibrationVersion: number },
  againDaysMin: number,
): void {
  const last = life.lastAlertDay.get(alert.phase);
  if (last !== undefined && cause.day - last < againDaysMin) return;
  const recordId = `${cause.id}/alert`;
  life.outputs.push({
    type: 'MainDefectorAlert',
    recordId,
    customerId: life.customerId,
    at: cause.at,
    causeId: cause.id,
    phase: alert.phase,
    stage: life.stage,
    lifetime: life.lifetime,
    causes: ['unknown'],
    evidence: alert.evidence,
    calibrationVersion: alert.calibrationVersion,
  });
  life.openAlert = { recordId, phase: alert.phase };
  life.lastAlertDay.set(alert.phase, cause.day);
}
