/**
 * What all that the lifecycle says of a customer should lead to: the fold of actions, once, over everything in its order. The
 * decisions are the domain's own, which has tests of its own; judged is that batches, retractions and crashes change none of them.
 */
import { createHash } from 'node:crypto';
import {
  type ActionRules,
  type ActionsContext,
  type ActionsOutput,
  type ActionsStep,
  type AlertFact,
  applyActionDeadline,
  applyAlertFact,
  factIdOf,
  type Instant,
  initialActionsState,
  utcCalendar,
} from '@ebb/domain';
import type { OracleOutput } from './life.ts';

export interface ActionsOracleSettings {
  readonly rules: ActionRules;
  /** Salt of the hold-out. */
  readonly salt: string;
  /** The final instant: deadlines at it are included. */
  readonly asOf: Instant;
}

/** @param said what stands of a customer on `customer-alerts`, in any order */
export function actionsOracle(
  customerId: string,
  said: readonly OracleOutput[],
  { rules, salt, asOf }: ActionsOracleSettings,
): readonly ActionsOutput[] {
  const holdOutShareOf = (id: string): number => shareOf(salt, id);
  const context: ActionsContext = { customerId, calendar: utcCalendar, rules, policyVersion: '', holdOutShareOf };
  const outputs: ActionsOutput[] = [];
  let last: ActionsStep = { state: initialActionsState, outputs: [], wakeAt: null };
  const take = (step: ActionsStep): void => {
    last = step;
    outputs.push(...step.outputs);
  };
  const wakeBefore = (instant: Instant): void => {
    for (let { wakeAt } = last; wakeAt !== null && wakeAt < instant; { wakeAt } = last) {
      take(applyActionDeadline(last.state, wakeAt, context));
    }
  };
  for (const fact of said
    .filter(({ at }) => at <= asOf)
    .map(asFact)
    .toSorted(inOrder)) {
    wakeBefore(fact.at);
    take(applyAlertFact(last.state, fact, context));
  }
  wakeBefore(asOf + 1);
  return outputs;
}

/** The sentences, which the oracle leaves out, decide nothing. */
const asFact = (output: OracleOutput): AlertFact =>
  ({ explanation: '', explanationFr: '', rulesVersion: '', ...output, id: factIdOf(output.recordId, 0) }) as AlertFact;

const inOrder = (one: AlertFact, other: AlertFact): number => one.at - other.at || (one.id < other.id ? -1 : 1);

/** The first 48 bits of SHA-256 over salt and customer id, as a share of 1. */
const shareOf = (salt: string, customerId: string): number =>
  Number.parseInt(
    createHash('sha256')
      .update(salt + customerId)
      .digest('hex')
      .slice(0, 12),
    16,
  ) /
  2 ** 48;
