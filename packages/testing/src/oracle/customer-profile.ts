/** What profile changes and engagements have led to, read from all of them anew whenever it is asked for. */
import type { Channel, Contactability, Engagement, Fact, Instant, ProfileChange, Relationship } from '@ebb/domain';

export const hours24 = 86_400_000;

/** Whether an instant lies in (now - days, now], in days of 24 hours. */
export const isWithin = (at: Instant, now: Instant, days: number): boolean => at > now - days * hours24 && at <= now;

const profileChanges = (known: readonly Fact[]): readonly ProfileChange[] =>
  known.filter((fact) => fact.kind === 'profile-change');

export const engagements = (known: readonly Fact[]): readonly Engagement[] => known.filter((fact) => fact.kind === 'engagement');

const lastOf = (known: readonly Fact[], what: ProfileChange['what']): ProfileChange | undefined =>
  profileChanges(known).findLast((change) => change.what === what);

export const relationshipOf = (known: readonly Fact[]): Relationship =>
  lastOf(known, 'relationship')?.relationship ?? 'transactional';

export const isPartner = (known: readonly Fact[]): boolean => lastOf(known, 'partner')?.granted ?? false;

export const hasLegalBar = (known: readonly Fact[]): boolean => lastOf(known, 'legal-bar')?.granted ?? false;

export const shareOfWallet = (known: readonly Fact[]): number | null =>
  lastOf(known, 'share-of-wallet')?.shareOfWalletPercent ?? null;

/** Customers referred in the last `days`; each once. */
export function referralsWithin(known: readonly Fact[], now: Instant, days: number): number {
  const within = profileChanges(known).filter(({ what, at }) => what === 'referral' && isWithin(at, now, days));
  return new Set(within.map(({ referredCustomerId }) => referredCustomerId)).size;
}

export function failedPayments(known: readonly Fact[], now: Instant, days: number): readonly ProfileChange[] {
  return profileChanges(known).filter(({ what, at }) => what === 'payment-failed' && isWithin(at, now, days));
}

/** The last word on each invoice, where it is that it is unpaid; in the order in which they fell due first. */
export function unpaidInvoices(known: readonly Fact[]): readonly ProfileChange[] {
  const open = new Map<string | null, ProfileChange>();
  for (const change of profileChanges(known)) {
    if (change.what === 'invoice-unpaid') open.set(change.invoiceId, change);
    if (change.what === 'invoice-paid') open.delete(change.invoiceId);
  }
  return [...open.values()];
}

export function contactability(known: readonly Fact[]): Contactability {
  const consents = new Map<Channel | null, Contactability['consents'][number]>();
  const doNotContact = new Map<Channel | null, Contactability['doNotContact'][number]>();
  for (const fact of known) {
    if (fact.kind === 'engagement' && fact.what === 'opted-out') {
      consents.set(fact.channel, { channel: fact.channel, granted: false, at: fact.at, source: null });
    }
    if (fact.kind !== 'profile-change') continue;
    const { what, channel, at } = fact;
    const granted = fact.granted ?? false;
    if (what === 'consent') consents.set(channel, { channel, granted, at, source: fact.consentSource });
    if (what === 'do-not-contact' && granted) doNotContact.set(channel, { channel, at });
    if (what === 'do-not-contact' && !granted) doNotContact.delete(channel);
    if (what === 'do-not-contact' && !granted && channel === null) doNotContact.clear();
  }
  return {
    consents: [...consents.values()],
    doNotContact: [...doNotContact.values()],
    timeZone: lastOf(known, 'time-zone')?.timeZone ?? null,
    language: lastOf(known, 'language')?.language ?? null,
  };
}

/** Commercial contacts in the last `days`. */
export function commercialContacts(known: readonly Fact[], now: Instant, days: number): readonly Engagement[] {
  return engagements(known).filter((engagement) => isCommercial(engagement) && isWithin(engagement.at, now, days));
}

/** Commercial contacts since the customer last answered. */
export function unansweredInARow(known: readonly Fact[]): readonly Engagement[] {
  const all = engagements(known);
  const answered = all.findLastIndex(
    ({ what, outcome }) => what === 'answered' || (what === 'outcome' && outcome !== 'not-reached' && outcome !== 'wrong-number'),
  );
  return all.slice(answered + 1).filter(isCommercial);
}

const isCommercial = ({ what, commercial }: Engagement): boolean =>
  commercial && (what === 'action-sent' || what === 'campaign-sent');

/** When the last of Ebb's actions reached the customer; null where none did. */
export function lastDeliveredAt(known: readonly Fact[]): Instant | null {
  const reached = engagements(known).findLast(
    ({ what, actionId }) => actionId !== null && (what === 'action-sent' || what === 'delivered'),
  );
  return reached?.at ?? null;
}
