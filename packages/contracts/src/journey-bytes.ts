/**
 * Entries of a journey in few bytes: journeys are the largest part of what is kept of a customer. Behind a byte that says that they are
 * of these come their time, which is one for all of them, and the texts in Latin-1, parted by zeros. Words that come time and again are
 * one byte each, as is the time where it is spelled out; what stands there already (ids hold other ids) is three: that it does, how far
 * back, and how long (LZ77; Ziv and Lempel, 1977).
 */
import type { JourneyEntry } from './generated/records.ts';

/** How the time is written: the first byte, which is no version of the Avro schema. */
const times = [
  { version: 0x7e, bytes: 4, milliseconds: 1_000 },
  { version: 0x7f, bytes: 6, milliseconds: 1 },
] as const;

/** Entries of one instant that lie together; beyond it, a journey that is cut would lose too many at once. */
const togetherMax = 4;
const fields = 3;
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

/** By place, for ever: what is stored means them. More may follow, up to 156. Zeros part the texts of an entry. */
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
  'passed on to who holds the open action', 'price', 'LifecycleTransition\0',
  '/transition\0none > first-time (first-purchase)', '/transition\0first-time > early-repeat (repeat-purchase)',
  '/transition\0first-time > inactive (silence)', '/transition\0early-repeat > core (core-test)',
  '/transition\0steady > leaving (incident)', '/transition\0inactive > returned (return)',
  '/transition\0steady > watch (silence)', '/transition\0early-repeat > inactive (silence)',
  '/closed\0leaving (escalated)', '/closed\0leaving (incident-over)', '/alert\0leaving: unknown. ',
  'service-recovery by phone, technical level 2, due ',
] as const;
/** The time in full, and its day. */
const [instantCode, dayCode] = codes.slice(-2) as [string, string];

/** A text and what stands for it. */
interface Phrase {
  readonly text: string;
  readonly code: string;
}

const phraseOf = new Map<string, string>(phrases.map((phrase, index) => [codes[index] as string, phrase]));
/** By the code of the first character; the longest first, so that none hides another. */
const phrasesFrom: ReadonlyMap<number, readonly Phrase[]> = Map.groupBy(
  phrases
    .map((text, index): Phrase => ({ text, code: codes[index] as string }))
    .toSorted((one, other) => other.text.length - one.text.length),
  ({ text }) => text.charCodeAt(0),
);
const noPhrase: Phrase = { text: '', code: '' };
const noPhrases: readonly Phrase[] = [];

const plain = /^[\x20-\x7e€]*$/;

/** Those that can lie together, in their order: of one instant, and not too many. */
export function entriesTogether(entries: readonly JourneyEntry[]): readonly (readonly JourneyEntry[])[] {
  const groups: JourneyEntry[][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (last !== undefined && last[0]?.at === entry.at && last.length < togetherMax) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

/** Of one instant; undefined where one of them holds what only Avro can. */
export function encodeCompactly(entries: readonly JourneyEntry[]): Buffer | undefined {
  const { at } = entries[0] as JourneyEntry;
  if (at < 0 || entries.some(({ what, id, detail }) => !plain.test(what) || !plain.test(id) || !plain.test(detail)))
    return undefined;
  const text = shortened(entries.map(({ what, id, detail }) => `${what}\0${id}\0${detail}`).join('\0'), at);
  const time = times.find(({ bytes, milliseconds }) => at % milliseconds === 0 && at / milliseconds < 2 ** (8 * bytes));
  if (time === undefined) return undefined;
  const headBytes = 1 + time.bytes;
  const encoded = Buffer.allocUnsafe(headBytes + text.length);
  encoded[0] = time.version;
  encoded.writeUIntBE(at / time.milliseconds, 1, time.bytes);
  encoded.write(text, headBytes, 'latin1');
  return encoded;
}

/** Undefined for what `encodeCompactly` has not made. */
export function decodeCompact(encoded: Buffer): readonly JourneyEntry[] | undefined {
  const time = times.find(({ version }) => version === encoded[0]);
  if (time === undefined) return undefined;
  const at = encoded.readUIntBE(1, time.bytes) * time.milliseconds;
  const texts = spelledOut(encoded.toString('latin1', 1 + time.bytes), at).split('\0');
  return Array.from({ length: texts.length / fields }, (_, index) => {
    const [what = '', id = '', detail = ''] = texts.slice(fields * index);
    return { at, what, id, detail };
  });
}

/** What a time may come as in the texts, from the longest on. */
function spellingsOf(at: number): readonly Phrase[] {
  const instant = new Date(at).toISOString();
  return [
    { text: instant, code: instantCode },
    { text: instant.slice(0, instant.indexOf('T')), code: dayCode },
  ];
}

/** Before a time in an id; where none is, times are not looked for. */
const beforeTime = '@';

/** At each place what saves most: a phrase, or what stood before, which is looked for where a word begins: elsewhere it costs more than it saves. */
function shortened(text: string, instant: number): string {
  const spellings = text.includes(beforeTime) ? spellingsOf(instant) : noPhrases;
  let short = '';
  /** From where on nothing could be said more briefly. */
  let plainFrom = 0;
  for (let at = 0; at < text.length; ) {
    const first = text.charCodeAt(at);
    const phrase =
      startingAt(text, at, phrasesFrom.get(first)) ?? (isDigit(first) ? startingAt(text, at, spellings) : undefined) ?? noPhrase;
    const { back, length } = beginsWord(text, at) ? earlier(text, at) : nothing;
    const isAgain = length - againBytes > Math.max(phrase.text.length - 1, 0);
    if (!isAgain && phrase === noPhrase) {
      at += 1;
      continue;
    }
    short += text.slice(plainFrom, at) + (isAgain ? String.fromCharCode(again, back, length) : phrase.code);
    at += isAgain ? length : phrase.text.length;
    plainFrom = at;
  }
  return short + text.slice(plainFrom);
}

/** @param among of those that have one character only, which begin as the text does there */
function startingAt(text: string, at: number, among: readonly Phrase[] = noPhrases): Phrase | undefined {
  const second = text.charCodeAt(at + 1);
  for (const phrase of among) {
    if (phrase.text.length === 1 || (phrase.text.charCodeAt(1) === second && text.startsWith(phrase.text, at))) return phrase;
  }
  return undefined;
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

const nothing = { back: 0, length: 0 };

/** After what is neither a letter nor a digit. */
function beginsWord(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return !isDigit(before) && before < 0x61;
}

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

function spelledOut(short: string, instant: number): string {
  const spellings = spellingsOf(instant);
  const spelled = (code: string) => spellings.find((spelling) => spelling.code === code)?.text ?? code;
  let text = '';
  for (let at = 0; at < short.length; at += 1) {
    const character = short[at] as string;
    if (character.charCodeAt(0) === again) {
      const from = text.length - short.charCodeAt(at + 1);
      text += text.slice(from, from + short.charCodeAt(at + 2));
      at += againBytes - 1;
    } else {
      text += phraseOf.get(character) ?? spelled(character);
    }
  }
  return text;
}
