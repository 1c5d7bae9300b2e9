/**
 * An entry of a journey in few bytes: journeys are the largest part of what is kept of a customer. Behind a byte that says that it is
 * one of these come the time in six bytes and the texts in Latin-1, parted by zeros. Words that come time and again are one byte each;
 * what stands in the entry already (ids hold other ids) is three: that it does, how far back, and how long (LZ77; Ziv and Lempel, 1977).
 */
import type { JourneyEntry } from './generated/records.ts';

/** Not a version of the Avro schema. */
export const compactVersion = 0x7f;

const atBytes = 6;
const headBytes = 1 + atBytes;
/** What comes again, `again`, how far back it stands, how many characters it has. */
const again = 0x01;
const againBytes = 3;
/** Of both; also how long the longest phrase may be. */
const againMax = 0xff;

/** The phrases' codes: what is no ASCII first, then control characters. */
const codes = [...range(0x80, 0xff), ...range(0x02, 0x1f)].map((code) => String.fromCharCode(code));

function* range(first: number, last: number): Generator<number> {
  for (let number = first; number <= last; number += 1) yield number;
}

/** By place, for ever: what is stored means them. More may follow, up to 158. */
// biome-ignore format: as a list of words
const phrases = [
  'purchase', 'refund', 'support-contact', 'profile-change', 'engagement', 'Retraction', 'LifecycleTransition',
  'MainDefectorAlert', 'RiskAlert', 'AlertClosed', 'ContactabilityChanged', 'ActionOutcome', 'AbandonmentProposed',
  'RetentionAction', 'ActionWithheld', 'ActionCalledOff', '/transition-2', '/transition', '/alert', '/closed',
  '/contactability', '/outcome', '/proposal', '@lapse@', '@gone@', '@leaving@', '@watch@', '@fading@', '@learning@',
  '@abandon@', 'none', 'suspect', 'prospect', 'disqualified', 'first-time', 'early-repeat', 'core-defector', 'core',
  'inactive', 'returned', 'lost', 'abandoned', 'erased', 'steady', 'watch', 'leaving', 'gone', ' > ',
  ' (first-purchase)', ' (repeat-purchase)', ' (core-test)', ' (purchase)', ' (silence)', ' (fading)', ' (return)',
  ' (false-alarm)', ' (incident)', ' (incident-over)', ' (notice)', ' (notice-withdrawn)', ' (notice-effective)',
  ' (advocacy)', 'won back', ': unknown. ', ', as ', ' came late', 'opened', 'contacted', 'transferred', 'promised',
  'resolved', 'closed', 'reopened', 'delivered', 'action-sent', 'campaign-sent', 'answered', 'suppressed', 'held-out',
  ' by ', ' at ', ' days', ' purchase', '/action', '/called-off', '/withheld', '/effect', '@expiry@', '@delay@', '@calm@',
  '@notice@', '@effect@', 'customer', 'contact:', 'profile:', 'engagement:', 'case-', ':00:00.000Z', ':00.000Z', '€',
  'service-recovery', 'reactive-retention', 'proactive-retention', 'win-back', 'phone, ', 'mail, ', 'technical level ',
  'retention level ', 'campaigns level ', ', due ', ', until ',
  '; open-case: A case is open: it is solved before anything is sold.',
  '; notice-of-small: Notice was given: it is answered in writing, with an offer at most.',
  '; price-after-notice: Notice was given for a competitor or the price: the retention desk answers, with an offer at most.',
  '; silence: Silent for longer than usual: what is new for this customer.',
  ', expired: It has not come to anything in time.', ', alert-closed: The alert is closed: ', ', superseded: ',
  ' takes its place.', ', open-action; open-case: ', ' is open, and this is not stronger.',
  'The customer is one of those left alone, to measure what actions do.', 'Silent for ', 'Last bought ', ' days ago',
  'Bought today', ', usually buys every ', 'question ', 'complaint ', 'defect ', ' open for ', ', due within ',
  ' % likely to buy within half a year; about ', ' a year at stake.', 'disappointed', 'defect-not-fixed', 'less than an hour',
  'escalated', ', as watermark came late', 'EffectMeasured', ' within 180 days of ',
  'passed on to who holds the open action', 'price',
] as const;

const codeOf = new Map<string, string>(phrases.map((phrase, index) => [phrase, codes[index] as string]));
const phraseOf = new Map<string, string>(phrases.map((phrase, index) => [codes[index] as string, phrase]));
/** By the first character; the longest first, so that none hides another. */
const phrasesFrom = Map.groupBy(
  phrases.toSorted((one, other) => other.length - one.length),
  (phrase) => phrase[0] as string,
);

const plain = /^[\x20-\x7e€]*$/;

/** Undefined where the entry holds what only Avro can. */
export function encodeCompactly({ at, what, id, detail }: JourneyEntry): Buffer | undefined {
  if (at < 0 || !plain.test(what) || !plain.test(id) || !plain.test(detail)) return undefined;
  const text = shortened(`${what}\0${id}\0${detail}`);
  const bytes = Buffer.allocUnsafe(headBytes + text.length);
  bytes[0] = compactVersion;
  bytes.writeUIntBE(at, 1, atBytes);
  bytes.write(text, headBytes, 'latin1');
  return bytes;
}

/** Of bytes made by `encodeCompactly`. */
export function decodeCompact(bytes: Buffer): JourneyEntry {
  const [what = '', id = '', detail = ''] = spelledOut(bytes.toString('latin1', headBytes)).split('\0');
  return { at: bytes.readUIntBE(1, atBytes), what, id, detail };
}

/** At each place what saves most: a phrase, or what stood before, which is looked for where a word begins: elsewhere it costs more than it saves. */
function shortened(text: string): string {
  let short = '';
  for (let at = 0; at < text.length; ) {
    const phrase = phraseAt(text, at);
    const { back, length } = beginsWord(text, at) ? earlier(text, at) : nothing;
    if (length - againBytes > Math.max(phrase.length - 1, 0)) {
      short += String.fromCharCode(again, back, length);
      at += length;
    } else if (phrase !== '') {
      short += codeOf.get(phrase) as string;
      at += phrase.length;
    } else {
      short += text[at] as string;
      at += 1;
    }
  }
  return short;
}

const nothing = { back: 0, length: 0 };

/** After what is neither a letter nor a digit. */
function beginsWord(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return before < 0x30 || (before > 0x39 && before < 0x61);
}

const phraseAt = (text: string, at: number): string =>
  phrasesFrom.get(text[at] as string)?.find((phrase) => text.startsWith(phrase, at)) ?? '';

/** The longest text before a place that comes again there, of those that begin as the first of them does; as far as a reference goes. */
function earlier(text: string, at: number): { readonly back: number; readonly length: number } {
  const least = text.slice(at, at + againBytes + 1);
  const longest = { ...nothing };
  if (least.length <= againBytes) return longest;
  for (let from = text.indexOf(least, Math.max(0, at - againMax)); from >= 0 && from < at; from = text.indexOf(least, from + 1)) {
    let length = least.length;
    const most = Math.min(at - from, againMax);
    if (most < length) break;
    while (length < most && text[from + length] === text[at + length]) length += 1;
    if (length > longest.length) [longest.back, longest.length] = [at - from, length];
  }
  return longest;
}

function spelledOut(short: string): string {
  let text = '';
  for (let at = 0; at < short.length; at += 1) {
    const character = short[at] as string;
    if (character.charCodeAt(0) === again) {
      const from = text.length - short.charCodeAt(at + 1);
      text += text.slice(from, from + short.charCodeAt(at + 2));
      at += againBytes - 1;
    } else {
      text += phraseOf.get(character) ?? character;
    }
  }
  return text;
}
