import type {
  AbandonmentProposed,
  ActionOutcome,
  AlertClosed,
  ContactabilityChanged,
  LifecycleTransition,
  MainDefectorAlert,
  RiskAlert,
} from '../lifecycle/outputs.ts';
import type { Instant } from '../time/calendar.ts';

/** What the lifecycle says of a customer, in as much as it bears on actions: of transitions, those that matter. */
export type AlertFact =
  | Said<
      | MainDefectorAlert
      | RiskAlert
      | AlertClosed
      | ContactabilityChanged
      | ActionOutcome
      | AbandonmentProposed
      | LifecycleTransition
    >
  | Withdrawal;

/** A record as a fact. `id` is `factIdOf(recordId, revision)`, `at` that of the record. */
export type Said<Output> = Output extends { readonly type: string } ? Output & { readonly id: string } : never;

/** A record is taken back: a late fact of a source shows that it should never have been said. */
export interface Withdrawal {
  readonly type: 'Withdrawal';
  /** `withdrawalIdOf(recordId, revision)` of the record that is withdrawn. */
  readonly id: string;
  /** That of the record that is withdrawn. */
  readonly at: Instant;
  /** `factIdOf(recordId, revision)` of the record that is withdrawn. */
  readonly withdraws: string;
}

/** Whether a transition bears on actions; any other may be dropped unread. */
export function transitionMatters({ fromStage, toStage }: { readonly fromStage: string; readonly toStage: string }): boolean {
  return fromStage === 'abandoned' || toStage === 'lost' || toStage === 'abandoned' || toStage === 'erased';
}

/** The id of a record as a fact. */
export const factIdOf = (recordId: string, revision: number): string => `${recordId}#${revision}`;

/**
 * The id of a withdrawal as a fact. Facts of one instant are ordered by id, and no id begins with a character before `!`: a
 * withdrawal comes directly before what it withdraws, which the fold then passes over as if it had never been said. What it had
 * led to, the runtime retracts; so the net of what leaves depends on the net of what comes in. (Were the withdrawal to come
 * after, each thing that a fact can do would need something that undoes it, with record ids that do not come twice.)
 */
export const withdrawalIdOf = (recordId: string, revision: number): string => `!${factIdOf(recordId, revision)}`;
