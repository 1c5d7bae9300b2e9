import type { ProfileChange } from '../lifecycle/facts.ts';
import type { LifecycleRules } from '../lifecycle/parameters.ts';
import { type Calendar, dayMilliseconds } from '../time/calendar.ts';
import { bar, unbar, withConsent } from './contactability.ts';
import { inPlace } from './in-place.ts';
import { failedPaymentsMax, noProfile, type Profile, referralsMax, unpaidInvoicesMax } from './profile.ts';

/**
 * One more profile change: "Profiles" of docs/rules.md. Changes are to be given in the order of their event time. What is an
 * event of the lifecycle only (leads, the end of a contract, an approval, an erasure) leaves the profile as it is.
 */
export function foldProfile(
  profile: Profile | null,
  change: ProfileChange,
  rules: LifecycleRules,
  calendar: Calendar,
): Profile | null {
  const before = profile ?? noProfile;
  const { at, channel } = change;
  switch (change.what) {
    case 'consent':
      return withConsent(before, { channel, granted: change.granted!, at, source: change.consentSource });
    case 'do-not-contact':
      return change.granted! ? bar(before, channel, at) : unbar(before, channel);
    case 'time-zone':
      return { ...before, timeZone: change.timeZone };
    case 'language':
      return { ...before, language: change.language };
    case 'relationship':
      return { ...before, relationship: change.relationship! };
    case 'share-of-wallet':
      return { ...before, shareOfWalletPercent: change.shareOfWalletPercent };
    case 'partner':
      return { ...before, partner: change.granted! };
    case 'legal-bar':
      return { ...before, legalBar: change.granted! };
    case 'lost':
      return { ...before, loss: change.lossReason };
    case 'referral':
      return refer(before, change, rules);
    case 'invoice-unpaid':
      return owe(before, change, calendar);
    case 'invoice-paid':
      return { ...before, unpaidInvoices: before.unpaidInvoices.filter(({ invoiceId }) => invoiceId !== change.invoiceId) };
    case 'payment-failed':
      return failToPay(before, change, rules);
    default:
      return profile;
  }
}

/** A customer who is referred again counts once, by the last event. */
function refer(profile: Profile, { id: eventId, at, referredCustomerId }: ProfileChange, { advocacy }: LifecycleRules): Profile {
  const since = at - advocacy.referralDays * dayMilliseconds;
  const customerId = referredCustomerId!;
  const others = profile.referrals.filter((one) => one.at > since && one.customerId !== customerId);
  return { ...profile, referrals: [...others, { eventId, at, customerId }].slice(-referralsMax) };
}

function owe(profile: Profile, { id: eventId, at, invoiceId, dueOn }: ProfileChange, calendar: Calendar): Profile {
  const invoice = { invoiceId: invoiceId!, eventId, dueDay: dueOn ?? calendar.dayOf(at) };
  const unpaid = inPlace(profile.unpaidInvoices, invoice, (one) => one.invoiceId === invoiceId);
  return { ...profile, unpaidInvoices: unpaid.slice(-unpaidInvoicesMax) };
}

function failToPay(profile: Profile, { id: eventId, at }: ProfileChange, { payments }: LifecycleRules): Profile {
  const since = at - payments.failedDays * dayMilliseconds;
  const recent = profile.failedPayments.filter((one) => one.at > since);
  return { ...profile, failedPayments: [...recent, { eventId, at }].slice(-failedPaymentsMax) };
}
