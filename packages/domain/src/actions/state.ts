import type { Contactability } from '../profiles/profile.ts';
import type { Instant } from '../time/calendar.ts';
import type { ActionKind, ActionPhase, ActionTrigger, EffectMeasured, EffectOutcome, WithholdingReason } from './outputs.ts';

/** The one action that is under way for a customer. */
export interface OpenAction {
  readonly actionId: string;
  /**
   * What it was decided for; and alerts of the same strength that came since, for which nothing more was done because of it. When
   * the last of them closes, it is called off. At most `alertsServedMax`.
   */
  readonly alertIds: readonly string[];
  readonly kind: ActionKind;
  readonly rule: string;
  readonly phase: ActionPhase;
  readonly trigger: ActionTrigger;
  readonly expiresAt: Instant;
}

export const alertsServedMax = 4;

/** What was decided about an alert. */
export interface PastDecision {
  readonly at: Instant;
  readonly alertId: string;
  readonly rule: string;
  /** What was done, or would have been; empty where nothing was right. */
  readonly kind: ActionKind | '';
  /** Why nothing was done; null for an action. */
  readonly withheld: WithholdingReason | null;
}

export const decisionsMax = 8;

/** A customer is watched, from an alert on, for what becomes of who is acted on and of who is held out. At most one of a kind. */
export interface Trial
  extends Pick<EffectMeasured, 'alertId' | 'stage' | 'phase' | 'pmg' | 'kind' | 'rule' | 'policyVersion' | 'group'> {
  /** When the alert was raised. */
  readonly at: Instant;
  /** Null until it is known, which it is at the end at the latest. */
  readonly outcome: { readonly what: EffectOutcome; readonly at: Instant } | null;
}

/** A record that is taken back, to be passed over when it comes, at the same instant. */
interface AwaitedWithdrawal {
  readonly at: Instant;
  /** Id of the fact that is withdrawn. */
  readonly factId: string;
}

export const withdrawalsMax = 64;

/** What is kept of a customer between one alert and the next. */
export interface ActionsState {
  readonly open: OpenAction | null;
  /** As last said by the lifecycle; null before it said any. */
  readonly contactability: Contactability | null;
  /** Of the present instant only, at most `withdrawalsMax`. */
  readonly withdrawals: readonly AwaitedWithdrawal[];
  /** Oldest first, at most `decisionsMax`. */
  readonly decisions: readonly PastDecision[];
  /** Those that run, oldest first. */
  readonly trials: readonly Trial[];
}

/** A customer of whom the lifecycle has said nothing. */
export const initialActionsState: ActionsState = { open: null, contactability: null, withdrawals: [], decisions: [], trials: [] };
