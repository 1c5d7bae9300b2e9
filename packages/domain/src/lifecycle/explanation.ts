import { isoDate } from '../time/iso-date.ts';
import type { SilenceEvidence } from './outputs.ts';
import type { Phase } from './state.ts';

/** The evidence of silence as one plain English sentence, for whoever calls the customer. */
export function explain(phase: Phase, evidence: SilenceEvidence): string {
  const { pmg, silenceDays, lastPurchaseDay, usualGapDays, pBuysWithin180Days } = evidence;
  const who = phase === 'leaving' ? `A ${pmg} core customer seems to be leaving` : `A ${pmg} customer, once core, is gone`;
  const usual = usualGapDays === null ? '' : `, with ${inDays(usualGapDays)} between purchases as a rule`;
  return (
    `${who}: no purchase for ${inDays(silenceDays)} (the last on ${isoDate(lastPurchaseDay)})${usual}; ` +
    `the chance of a purchase within the next 180 days is ${Math.round(100 * pBuysWithin180Days)} %.`
  );
}

function inDays(days: number): string {
  const rounded = Math.round(days);
  return rounded === 1 ? '1 day' : `${rounded} days`;
}
