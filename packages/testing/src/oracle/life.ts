import type {
  AbandonmentProposed,
  ActionOutcome,
  Advocacy,
  AlertClosed,
  Calibration,
  ContactabilityChanged,
  Day,
  Fact,
  Instant,
  LifecycleTransition,
  MainDefectorAlert,
  OpenAlert,
  Reason,
  Risk,
  RiskAlert,
  Stage,
} from '@ebb/domain';
import type { Rhythm } from './alive.ts';
import { type MissedDelay, supportContacts } from './cases.ts';
import type { OracleSettings } from './settings.ts';

/** Sentences have tests of their own, and the version of the rules is not for the oracle to tell. */
type Unsaid = 'explanation' | 'explanationFr' | 'rulesVersion';

export type OracleAlert = Omit<MainDefectorAlert, Unsaid> | Omit<RiskAlert, Unsaid>;

export type OracleOutput =
  | LifecycleTransition
  | OracleAlert
  | AlertClosed
  | ContactabilityChanged
  | ActionOutcome
  | Omit<AbandonmentProposed, Unsaid>;

/** What made something happen: an event, or a deadline. */
export interface Moment {
  readonly id: string;
  readonly at: Instant;
  readonly day: Day;
}

/** A notice that stands: as a risk, or as a stated motive only. */
interface StandingNotice {
  readonly eventId: string;
  readonly givenAt: Instant;
  readonly effectiveDay: Day;
  readonly isRisk: boolean;
}

export type GoneBy = 'silence' | 'notice' | 'contract-ended';

/** What transitions tell. */
interface Standing {
  readonly stage: Stage;
  readonly risk: Risk;
  readonly lifetime: number;
  readonly advocacy: Advocacy;
}

/** Where a customer stands, and all that has been said of them so far. Changed in place as the walk goes on. */
export interface Life {
  readonly customerId: string;
  known: Fact[];
  readonly missed: MissedDelay[];
  readonly outputs: OracleOutput[];
  stage: Stage;
  silenceRisk: Risk;
  incidentRisk: Risk;
  notice: StandingNotice | null;
  advocacy: Advocacy;
  lifetime: number;
  everCore: boolean;
  /** As the last transition told it. */
  told: Standing;
  /** The rhythm that the deadlines follow: as of the latest purchase. Refunds after it do not move them. Null where silence does not speak. */
  rhythm: Rhythm | null;
  /** The calibration that was in force then; null where none was. */
  calibration: Calibration | null;
  /** The day since which the customer waits for a first calibration; null where there is one, or silence says nothing. */
  waitsSince: Day | null;
  /** From this day on a core customer is fading; null where there were never days enough to fade from. */
  fadingDay: Day | null;
  gone: { readonly day: Day; readonly stageBefore: Stage; readonly by: GoneBy } | null;
  returnDay: Day | null;
  openAlert: OpenAlert | null;
  /** By phase and first cause. */
  lastAlert: Map<string, { readonly day: Day; readonly trigger: OpenAlert['trigger'] }>;
  abandonment: { readonly since: Day; readonly proposed: boolean } | null;
}

export function newLife(customerId: string): Life {
  return {
    customerId,
    known: [],
    missed: [],
    outputs: [],
    stage: 'none',
    silenceRisk: 'steady',
    incidentRisk: 'steady',
    notice: null,
    advocacy: 'none',
    lifetime: 0,
    everCore: false,
    told: { stage: 'none', risk: 'steady', lifetime: 0, advocacy: 'none' },
    rhythm: null,
    calibration: null,
    waitsSince: null,
    fadingDay: null,
    gone: null,
    returnDay: null,
    openAlert: null,
    lastAlert: new Map(),
    abandonment: null,
  };
}

const ascendingRisks: readonly Risk[] = ['steady', 'watch', 'leaving'];

export const isHigher = (one: Risk, other: Risk): boolean => ascendingRisks.indexOf(one) > ascendingRisks.indexOf(other);

/** The greatest of the parts. */
export function riskOf({ silenceRisk, incidentRisk, notice }: Life): Risk {
  if (notice?.isRisk === true) return 'leaving';
  return isHigher(silenceRisk, incidentRisk) ? silenceRisk : incidentRisk;
}

/** Whether the customer is of the stages that can be at risk. */
export const isAtHand = ({ stage }: Life): boolean =>
  stage === 'first-time' || stage === 'early-repeat' || stage === 'core' || stage === 'returned';

/** Silence, incidents and notice are no risk any more; the notice stands on as a motive. */
export function forgetRisks(life: Life): void {
  life.silenceRisk = 'steady';
  life.incidentRisk = 'steady';
  life.rhythm = null;
  life.waitsSince = null;
  life.fadingDay = null;
  life.notice = life.notice === null ? null : { ...life.notice, isRisk: false };
}

/** Says that stage, risk or lifetime have changed, or, for its own reason, advocacy alone; nothing where they have not. */
export function tell(life: Life, moment: Moment, reason: Reason, wonBack = false): void {
  const { stage, lifetime, advocacy, told } = life;
  const risk = riskOf(life);
  const isAlone = told.stage === stage && told.risk === risk && told.lifetime === lifetime;
  if (isAlone && (reason !== 'advocacy' || told.advocacy === advocacy)) return;
  const isSecond = life.outputs.some(({ recordId }) => recordId === `${moment.id}/transition`);
  life.outputs.push({
    type: 'LifecycleTransition',
    ...base(life, moment, isSecond ? 'transition-2' : 'transition'),
    fromStage: told.stage,
    toStage: stage,
    fromRisk: told.risk,
    toRisk: risk,
    advocacy,
    lifetime,
    reason,
    wonBack,
  });
  life.told = { stage, risk, lifetime, advocacy };
  life.everCore ||= stage === 'core';
}

/** What every record begins with. */
export const base = ({ customerId }: Life, { id, at }: Moment, what: string) => ({
  recordId: `${id}/${what}`,
  customerId,
  at,
  causeId: id,
});

/** Closes the open alert, if there is one. */
export function closeAlert(life: Life, moment: Moment, reason: AlertClosed['reason']): void {
  if (life.openAlert === null) return;
  const { recordId: alertId, phase } = life.openAlert;
  life.outputs.push({ type: 'AlertClosed', ...base(life, moment, 'closed'), alertId, phase, reason });
  life.openAlert = null;
}

/** Closes the open alert if it is of phase leaving and one of these has raised it. */
export function closeLeaving(
  life: Life,
  moment: Moment,
  triggers: readonly OpenAlert['trigger'][],
  reason: AlertClosed['reason'],
): void {
  const { openAlert } = life;
  if (openAlert?.phase === 'leaving' && triggers.includes(openAlert.trigger)) closeAlert(life, moment, reason);
}

/** The contact that gave the notice which stands. */
export const noticeGiven = ({ known, notice }: Life) =>
  notice === null ? undefined : supportContacts(known).find(({ id }) => id === notice.eventId);

/** The deadline of a name at the start of a day. */
export function startOf({ customerId }: Life, deadline: string, day: Day, { calendar }: OracleSettings): Moment {
  const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
  return { id: `${customerId}@${deadline}@${date}`, at: calendar.startOf(day), day };
}
