/** Whether a customer may be contacted by an action on its channel, by the last word on it. */
import type { ChannelConsent, Contactability, RetentionAction } from '@ebb/contracts';

/** Why not; null where nothing is in the way. */
export type ContactBar = 'do-not-contact' | 'refused' | 'no-proved-opt-in' | null;

/** An approval is put to a manager: no customer is contacted by it. */
export const contactsCustomer = ({ kind }: Pick<RetentionAction, 'kind'>): boolean => kind !== 'approval';

export function contactBarOf(
  { channel, consentNeeded }: Pick<RetentionAction, 'channel' | 'consentNeeded'>,
  { consents, doNotContact }: Contactability,
): ContactBar {
  if (doNotContact.some((mark) => mark.channel === null || mark.channel === channel)) return 'do-not-contact';
  if (consentNeeded === 'none') return null;
  const word = lastWord(consents, channel);
  if (word !== undefined && !word.granted) return 'refused';
  if (consentNeeded === 'not-refused') return null;
  return word === undefined || word.source === null || word.source === '' ? 'no-proved-opt-in' : null;
}

/** Of what was said of the channel and of all channels, the newest; a refusal of the same instant wins. */
const lastWord = (consents: readonly ChannelConsent[], channel: string): ChannelConsent | undefined =>
  consents
    .filter((consent) => consent.channel === null || consent.channel === channel)
    .toSorted((a, b) => b.at - a.at || Number(a.granted) - Number(b.granted))[0];
