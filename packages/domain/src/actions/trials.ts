/**
 * Whether actions bring customers back: each alert that the hold-out is judged for begins a trial, whichever way it falls out, and
 * ends after a fixed time. A customer counts by the group that the draw gave, not by what was sent in the end (intention to treat:
 * Fisher et al. 1990), as what comes after the draw may depend on it. Who comes back is not counted before who stays away could be:
 * the share would be too high while customers are still watched.
 */
import type { AlertClosed } from '../lifecycle/outputs.ts';
import type { Instant } from '../time/calendar.ts';
import type { EffectMeasured, EffectOutcome } from './outputs.ts';
import type { ActionsState, Trial } from './state.ts';

const day = 86_400_000;

/** As long as the chance of a purchase looks ahead that the assumed success is compared with (`ActionRules.success`). */
export const trialDays = 180;

export const endOf = ({ at }: Trial): Instant => at + trialDays * day;

/** An alert while a trial of the kind runs belongs to it. */
export function beginTrial(state: ActionsState, trial: Trial): ActionsState {
  if (state.trials.some(({ kind }) => kind === trial.kind)) return state;
  return { ...state, trials: [...state.trials, trial] };
}

/** As what a closed alert ends a trial; of the others the customer is no more back, or gone, than before. */
const outcomes: Readonly<Partial<Record<AlertClosed['reason'], EffectOutcome>>> = {
  purchased: 'purchased',
  returned: 'returned',
  'false-alarm': 'false-alarm',
  lost: 'lost',
  abandoned: 'abandoned',
};

/** The first outcome is the one that counts: who came back and went again did come back. */
export function noteOutcome(state: ActionsState, { reason, at }: Pick<AlertClosed, 'reason' | 'at'>): ActionsState {
  const what = outcomes[reason];
  if (what === undefined || state.trials.length === 0) return state;
  return {
    ...state,
    trials: state.trials.map((trial) => (trial.outcome === null ? { ...trial, outcome: { what, at } } : trial)),
  };
}

export function measured(customerId: string, trial: Trial): EffectMeasured {
  const { at: _, outcome, ...about } = trial;
  const causeId = `${customerId}@effect@${trial.alertId}`;
  return {
    type: 'EffectMeasured',
    recordId: `${causeId}/effect`,
    customerId,
    at: endOf(trial),
    causeId,
    ...about,
    outcome: outcome?.what ?? 'away',
    outcomeAt: outcome?.at ?? null,
  };
}
