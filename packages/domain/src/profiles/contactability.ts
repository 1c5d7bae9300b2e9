import type { Channel } from '../lifecycle/facts.ts';
import type { Instant } from '../time/calendar.ts';
import { inPlace } from './in-place.ts';
import { type Consent, type Contactability, noContactability, noProfile, type Profile } from './profile.ts';

export function contactabilityOf(profile: Profile | null): Contactability {
  if (profile === null) return noContactability;
  const { consents, doNotContact, timeZone, language } = profile;
  return { consents, doNotContact, timeZone, language };
}

/** The profile after an opt-out, which withdraws the consent of its channel, or with null that of every one. */
export function optOut(profile: Profile | null, channel: Channel | null, at: Instant): Profile {
  return withConsent(profile ?? noProfile, { channel, granted: false, at, source: null });
}

/** The last word on a channel takes the place of the one before. */
export function withConsent(profile: Profile, consent: Consent): Profile {
  return { ...profile, consents: inPlace(profile.consents, consent, ({ channel }) => channel === consent.channel) };
}

/** A channel is barred, or with null every one. */
export function bar(profile: Profile, channel: Channel | null, at: Instant): Profile {
  return { ...profile, doNotContact: inPlace(profile.doNotContact, { channel, at }, (one) => one.channel === channel) };
}

/** A bar is lifted; with null all of them. */
export function unbar(profile: Profile, channel: Channel | null): Profile {
  return { ...profile, doNotContact: channel === null ? [] : profile.doNotContact.filter((one) => one.channel !== channel) };
}
