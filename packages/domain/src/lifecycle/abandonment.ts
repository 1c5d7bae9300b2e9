import { hasOpenCase } from '../contacts/contacts.ts';
import { costToServeMinor } from '../contacts/fold-contact.ts';
import { referralsWithin } from '../profiles/referrals.ts';
import { windowOf } from '../purchases/window.ts';
import { explainAbandonment } from './explanation.ts';
import { isLive } from './risk.ts';
import type { CustomerState } from './state.ts';
import { type Draft, headOf } from './step.ts';

/** What a customer of the last year is worth, exact, in minor units. */
export interface Worth {
  readonly marginMinor: number;
  readonly costToServeMinor: number;
  readonly psychologicalValueMinor: number;
}

/** The first look that finds a customer too costly is remembered by its day; one that does not forgets it. */
export function lookAt(draft: Draft, state: CustomerState): CustomerState {
  const { abandonment } = state;
  if (!isTooCostly(draft, state)) return abandonment === null ? state : { ...state, abandonment: null };
  return abandonment === null ? { ...state, abandonment: { since: draft.day, proposed: false } } : state;
}

/** The second look, when the time to confirm the first is over: it proposes to end the relationship, or forgets the first. */
export function lookAgain(draft: Draft, state: CustomerState): CustomerState {
  if (!isTooCostly(draft, state)) return { ...state, abandonment: null };
  const worth = worthOf(draft, state);
  draft.outputs.push({
    type: 'AbandonmentProposed',
    ...headOf(draft, 'proposal'),
    stage: state.stage,
    marginMinor: rounded(worth.marginMinor),
    costToServeMinor: rounded(worth.costToServeMinor),
    psychologicalValueMinor: rounded(worth.psychologicalValueMinor),
    ...explainAbandonment(worth, draft.context),
  });
  return { ...state, abandonment: { ...state.abandonment!, proposed: true } };
}

/** Whether the customer costs more than they bring, and nothing forbids to say so. */
export function isTooCostly(draft: Draft, state: CustomerState): boolean {
  const { stage, contacts, profile, advocacy } = state;
  if (!isLive(stage) && stage !== 'inactive' && stage !== 'core-defector') return false;
  if (hasOpenCase(contacts) || advocacy === 'ambassador' || advocacy === 'partner' || profile?.legalBar === true) return false;
  const { marginMinor, costToServeMinor: costMinor, psychologicalValueMinor } = worthOf(draft, state);
  return marginMinor + psychologicalValueMinor - costMinor < 0;
}

function worthOf({ at, day, context: { rules } }: Draft, { purchases, contacts, profile }: CustomerState): Worth {
  const { marginPercent, psychologicalPercentPerReferral, psychologicalPercentMax } = rules.value;
  const marginMinor = (marginPercent / 100) * windowOf(purchases, day, rules.windowDays).monetaryMinor;
  const percent = Math.min(
    referralsWithin(profile, at, rules.advocacy).length * psychologicalPercentPerReferral,
    psychologicalPercentMax,
  );
  return {
    marginMinor,
    costToServeMinor: costToServeMinor(contacts, day, rules),
    psychologicalValueMinor: (Math.max(marginMinor, 0) * percent) / 100,
  };
}

/** A whole number of minor units, and never the zero with a sign. */
const rounded = (minor: number): number => Math.round(minor) + 0;
