import { storyOfFr } from '../causes/case-story.ts';
import { dateInWords, type Language, sentence, type Telling } from './explanation.ts';
import { type AboutAmount, aboutAmounts } from './money.ts';
import type { PaymentEvidence } from './outputs.ts';
import type { LifecycleContext } from './parameters.ts';

/** The narrow no-break space that French puts before a percent sign, a currency and a semicolon. */
const thin = '\u202f';
const separator = `${thin}; `;

export const french: Language = {
  alert(telling, context) {
    const about = amountsOf(context);
    return [
      sentence([occasion(telling), silence(telling), ...telling.causes.map(curly), strongestCase(telling)], separator),
      sentence([chance(telling), atStake(telling, about)], separator),
    ]
      .filter((said) => said !== '')
      .join(' ');
  },
  abandonment({ marginMinor, costToServeMinor, psychologicalValueMinor }, context) {
    const about = amountsOf(context);
    const referrals = psychologicalValueMinor > 0 ? `, et ${about(psychologicalValueMinor)} par ses recommandations` : '';
    return (
      `${margin(marginMinor, about)}${referrals}, et coûte environ ${about(costToServeMinor)} ` +
      `de service client${separator}c’était déjà le cas il y a ${counted(context.rules.abandonment.confirmDays, 'jour')}.`
    );
  },
};

function amountsOf({ currency, currencyDigits }: LifecycleContext): AboutAmount {
  const about = aboutAmounts('fr', currency, currencyDigits);
  return (minor) => about(minor).replaceAll('\u00a0', thin);
}

function margin(minor: number, about: AboutAmount): string {
  if (minor === 0) return 'Ne rapporte aucune marge';
  return minor < 0 ? `Fait perdre environ ${about(-minor)} par an` : `Rapporte environ ${about(minor)} de marge par an`;
}

function occasion({ trigger, phase, effectiveDay, payments }: Telling): string | null {
  switch (trigger) {
    case 'notice':
      if (phase === 'gone') return 'la résiliation a pris effet';
      return effectiveDay === null ? 'a résilié' : `a résilié pour le ${dateInFrench(effectiveDay)}`;
    case 'contract-ended':
      return 'le contrat a pris fin';
    case 'payment':
      return payments === null ? null : paymentTroubles(payments);
    default:
      return null;
  }
}

function paymentTroubles({ unpaidInvoices, failedPayments }: PaymentEvidence): string {
  const unpaid = unpaidInvoices.length === 0 ? null : counted(unpaidInvoices.length, 'facture', 'impayée');
  const failed = failedPayments === 0 ? null : `${counted(failedPayments, 'paiement', 'refusé')} ces derniers temps`;
  return [unpaid, failed].filter((part) => part !== null).join(', ');
}

function silence({ trigger, silenceDays, usualGapDays }: Telling): string | null {
  if (silenceDays === null) return null;
  const every = usualGapDays === 1 ? 'tous les jours' : `tous les ${usualGapDays} jours`;
  const usual = usualGapDays === null ? '' : `, achète d’habitude ${every}`;
  if (trigger === 'silence') return `sans achat depuis ${counted(silenceDays, 'jour')}${usual}`;
  const last = silenceDays === 0 ? 'a acheté aujourd’hui' : `dernier achat il y a ${counted(silenceDays, 'jour')}`;
  return `${last}${usual}`;
}

function strongestCase({ trigger, strongestCase: one, at }: Telling): string | null {
  return one === null || trigger !== 'incident' ? null : curly(storyOfFr(one, at));
}

function chance({ chance: share }: Telling): string | null {
  if (share === null) return null;
  return `${share < 0.01 ? 'moins de 1' : Math.round(100 * share)}${thin}% de chances d’acheter d’ici six mois`;
}

function atStake({ valueMinor }: Telling, about: AboutAmount): string | null {
  return valueMinor === null ? null : `environ ${about(valueMinor)} par an en jeu`;
}

/** The apostrophe of print. */
const curly = (text: string): string => text.replaceAll("'", '’');

/** In French the plural begins at 2. */
function counted(count: number, noun: string, adjective?: string): string {
  const ending = count < 2 ? '' : 's';
  return `${count} ${noun}${ending}${adjective === undefined ? '' : ` ${adjective}${ending}`}`;
}

/** The first of a month is an ordinal. */
const dateInFrench = (day: number): string => dateInWords(day, dates).replace(/^1 /, '1er ');

const dates = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'UTC' });
