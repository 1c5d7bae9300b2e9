/**
 * Id and time of a record that has left, as they are stored: what the facts beside it say already is left out. Most are caused by one
 * of them, at its time, and their id is its id and a word that goes with their type.
 */

interface Emitted {
  readonly recordId: string;
  readonly recordType: string;
  readonly at: number;
}

/** The same, stored. */
interface Kept {
  /** The id of the cause, or the index of the fact that is the cause. */
  readonly cause: number | string;
  /** Null for that of the type. */
  readonly suffix: string | null;
  /** Null for that of the fact. */
  readonly at: number | null;
}

/** A fact that may be a cause, and its id as one. */
export interface Cause {
  readonly causeId: string;
  readonly at: number;
}

/** What stands in an id behind that of its cause, where the type tells it. */
const suffixes: Readonly<Record<string, string>> = {
  LifecycleTransition: '/transition',
  MainDefectorAlert: '/alert',
  RiskAlert: '/alert',
  AlertClosed: '/closed',
  ContactabilityChanged: '/contactability',
  ActionOutcome: '/outcome',
  AbandonmentProposed: '/proposal',
  RetentionAction: '/action',
  ActionCalledOff: '/called-off',
  ActionWithheld: '/withheld',
  EffectMeasured: '/effect',
};

export function keptByCause({ recordId, recordType, at }: Emitted, causes: readonly Cause[]): Kept {
  const word = suffixes[recordType];
  const isUsual = word !== undefined && recordId.endsWith(word);
  const end = isUsual ? recordId.length - word.length : Math.max(recordId.lastIndexOf('/'), 0);
  const suffix = isUsual ? null : recordId.slice(end);
  for (let index = 0; index < causes.length; index += 1) {
    const cause = causes[index] as Cause;
    if (cause.causeId.length !== end || !recordId.startsWith(cause.causeId)) continue;
    return { cause: index, suffix, at: cause.at === at ? null : at };
  }
  return { cause: recordId.slice(0, end), suffix, at };
}

/** @param causes those that it was kept by, in their order */
export function emittedByCause(
  { cause, suffix, at }: Kept,
  recordType: string,
  causes: readonly Cause[],
): Pick<Emitted, 'recordId' | 'at'> {
  const known = typeof cause === 'number' ? causes[cause] : undefined;
  return { recordId: `${known?.causeId ?? cause}${suffix ?? suffixes[recordType]}`, at: at ?? (known as Cause).at };
}
