import type { Cause } from '../causes/cause.ts';
import type { SupportCase } from '../contacts/contacts.ts';
import { countedDaysOf } from '../purchases/counted-days.ts';
import type { PurchaseHistory } from '../purchases/history.ts';
import { type Day, dayMilliseconds, type Instant } from '../time/calendar.ts';
import type { Worth } from './abandonment.ts';
import { english } from './explanation-en.ts';
import { french } from './explanation-fr.ts';
import type { Relationship } from './facts.ts';
import type { AlertEvidence, PaymentEvidence, Trigger } from './outputs.ts';
import type { LifecycleContext } from './parameters.ts';
import type { Phase } from './state.ts';

/** What an alert can say aloud: only what is known is there. */
export interface Telling {
  readonly phase: Phase;
  readonly trigger: Trigger;
  /** Days since the last purchase day, and between purchase days as a rule. */
  readonly silenceDays: number | null;
  readonly usualGapDays: number | null;
  /** When the notice takes effect. */
  readonly effectiveDay: Day | null;
  readonly payments: PaymentEvidence | null;
  /** The strongest case, where no cause tells of it. */
  readonly strongestCase: SupportCase | null;
  readonly at: Instant;
  /** In the language. */
  readonly causes: readonly string[];
  /** Of buying within half a year; null where silence does not tell it. */
  readonly chance: number | null;
  /** Null also where it is not worth a word. */
  readonly valueMinor: number | null;
}

/** One language. */
export interface Language {
  alert(telling: Telling, context: LifecycleContext): string;
  abandonment(worth: Worth, context: LifecycleContext): string;
}

export interface Explanation {
  readonly explanation: string;
  readonly explanationFr: string;
}

/** What is told of an alert. */
export interface Explained {
  readonly at: Instant;
  readonly day: Day;
  readonly phase: Phase;
  readonly trigger: Trigger;
  readonly relationship: Relationship;
  readonly causes: readonly Cause[];
  readonly evidence: AlertEvidence;
  readonly purchases: PurchaseHistory;
  readonly cases: readonly SupportCase[];
  readonly valueAtStakeMinor: number | null;
}

/** As many causes as a person listens to. */
const causesMax = 2;

export function explainAlert(explained: Explained, context: LifecycleContext): Explanation {
  const { phase, trigger, evidence, at, valueAtStakeMinor } = explained;
  const { notice, incidents } = evidence;
  const told = explained.causes.filter(({ cause }) => cause !== 'unknown').slice(0, causesMax);
  const telling = {
    ...silenceOf(explained.purchases, explained.day),
    phase,
    trigger,
    effectiveDay: notice?.effectiveDay ?? null,
    payments: paymentsToTell(evidence.payments, told),
    strongestCase: told.some(({ caseId }) => caseId !== null)
      ? null
      : (explained.cases.find(({ caseId }) => caseId === incidents?.cases[0]?.caseId) ?? null),
    at,
    chance: chanceOf(explained),
    valueMinor: isWorthAWord(valueAtStakeMinor, context) ? valueAtStakeMinor : null,
  };
  return {
    explanation: english.alert({ ...telling, causes: told.map(({ detail }) => detail) }, context),
    explanationFr: french.alert({ ...telling, causes: told.map(({ detailFr }) => detailFr) }, context),
  };
}

export function explainAbandonment(worth: Worth, context: LifecycleContext): Explanation {
  return { explanation: english.abandonment(worth, context), explanationFr: french.abandonment(worth, context) };
}

/** What the silence foretells. Whoever has given notice or has no contract any more has said more than that; with a contract it says nothing. */
function chanceOf({ trigger, relationship, evidence: { silence, notice } }: Explained): number | null {
  const isSilenceAll = notice === null && trigger !== 'contract-ended' && relationship === 'transactional';
  return silence !== null && isSilenceAll ? silence.pBuysWithin180Days : null;
}

/** Failed payments are not told twice: a cause tells of them better. Null where nothing else is left. */
function paymentsToTell(payments: PaymentEvidence | null, told: readonly Cause[]): PaymentEvidence | null {
  if (payments === null || !told.some(({ cause, proof }) => cause === 'payment-difficulty' && proof === 'open')) return payments;
  return payments.unpaidInvoices.length === 0 ? null : { ...payments, failedPayments: 0 };
}

/** At least a unit of the currency. */
function isWorthAWord(minor: number | null, { currencyDigits }: LifecycleContext): boolean {
  return minor !== null && minor >= 10 ** currencyDigits;
}

function silenceOf(purchases: PurchaseHistory, day: Day): Pick<Telling, 'silenceDays' | 'usualGapDays'> {
  if (purchases.acquiredDay === null) return { silenceDays: null, usualGapDays: null };
  const { count, firstDay, lastDay } = countedDaysOf(purchases);
  return {
    silenceDays: day - lastDay,
    usualGapDays: count < 2 ? null : Math.max(Math.round((lastDay - firstDay) / (count - 1)), 1),
  };
}

/** Sentences of parts that belong together; a part that says nothing is left out. */
export function sentence(parts: readonly (string | null)[], separator: string): string {
  const said = parts.filter((part) => part !== null).join(separator);
  return said === '' ? '' : `${said.charAt(0).toLocaleUpperCase()}${said.slice(1)}.`;
}

/** A date in words, such as 3 May 2026. */
export function dateInWords(day: Day, format: Intl.DateTimeFormat): string {
  return format.format(day * dayMilliseconds);
}
