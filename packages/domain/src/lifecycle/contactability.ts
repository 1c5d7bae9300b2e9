import { contactabilityOf } from '../profiles/contactability.ts';
import type { CustomerState } from './state.ts';
import { type Draft, headOf } from './step.ts';

/** Whoever sends is told where consent, do-not-contact, time zone or language has changed. */
export function tellContactability(draft: Draft, before: CustomerState, after: CustomerState): void {
  if (before.profile === after.profile) return;
  const contactability = contactabilityOf(after.profile);
  if (JSON.stringify(contactability) === JSON.stringify(contactabilityOf(before.profile))) return;
  draft.outputs.push({ type: 'ContactabilityChanged', ...headOf(draft, 'contactability'), contactability });
}
