import { storyOf } from '../causes/case-story.ts';
import { dateInWords, type Language, sentence, type Telling } from './explanation.ts';
import { type AboutAmount, aboutAmounts } from './money.ts';
import type { PaymentEvidence } from './outputs.ts';
import type { LifecycleContext } from './parameters.ts';

export const english: Language = {
  alert(telling, context) {
    const about = amountsOf(context);
    return [
      sentence([occasion(telling), silence(telling), ...telling.causes, strongestCase(telling)], '; '),
      sentence([chance(telling), atStake(telling, about)], '; '),
    ]
      .filter((said) => said !== '')
      .join(' ');
  },
  abandonment({ marginMinor, costToServeMinor, psychologicalValueMinor }, context) {
    const about = amountsOf(context);
    const referrals = psychologicalValueMinor > 0 ? `, and ${about(psychologicalValueMinor)} by referrals` : '';
    return (
      `${margin(marginMinor, about)}${referrals}, and costs about ${about(costToServeMinor)} in support; ` +
      `it was so ${context.rules.abandonment.confirmDays} days ago too.`
    );
  },
};

/** The sign of the euro comes after the amount, as it is said; other signs come before, as English has it. */
function amountsOf({ currency, currencyDigits }: LifecycleContext): AboutAmount {
  const about = aboutAmounts('en', currency, currencyDigits);
  return (minor) => about(minor).replaceAll('\u00a0', ' ').replace(/€(.*)/, '$1 €');
}

function margin(minor: number, about: AboutAmount): string {
  if (minor === 0) return 'Brings no margin';
  return minor < 0 ? `Loses about ${about(-minor)} a year` : `Brings about ${about(minor)} of margin a year`;
}

function occasion({ trigger, phase, effectiveDay, payments }: Telling): string | null {
  switch (trigger) {
    case 'notice':
      if (phase === 'gone') return 'notice has taken effect';
      return effectiveDay === null ? 'has given notice' : `has given notice for ${dateInWords(effectiveDay, dates)}`;
    case 'contract-ended':
      return 'the contract has ended';
    case 'payment':
      return payments === null ? null : paymentTroubles(payments);
    default:
      return null;
  }
}

function paymentTroubles({ unpaidInvoices, failedPayments }: PaymentEvidence): string {
  const unpaid = unpaidInvoices.length === 0 ? null : `${counted(unpaidInvoices.length, 'invoice')} unpaid`;
  const failed = failedPayments === 0 ? null : `${counted(failedPayments, 'failed payment')} of late`;
  return [unpaid, failed].filter((part) => part !== null).join(', ');
}

function silence({ trigger, silenceDays, usualGapDays }: Telling): string | null {
  if (silenceDays === null) return null;
  const every = usualGapDays === 1 ? 'day' : usualGapDays;
  if (trigger === 'silence') {
    const usual = usualGapDays === null ? '' : `, usually buys every ${every}`;
    return `silent for ${counted(silenceDays, 'day')}${usual}`;
  }
  const last = silenceDays === 0 ? 'bought today' : `last bought ${counted(silenceDays, 'day')} ago`;
  return usualGapDays === null ? last : `${last}, usually buys every ${every}${usualGapDays === 1 ? '' : ' days'}`;
}

function strongestCase({ trigger, strongestCase: one, at }: Telling): string | null {
  return one === null || trigger !== 'incident' ? null : storyOf(one, at);
}

function chance({ chance: share }: Telling): string | null {
  return share === null ? null : `${share < 0.01 ? 'less than 1' : Math.round(100 * share)} % likely to buy within half a year`;
}

function atStake({ valueMinor }: Telling, about: AboutAmount): string | null {
  return valueMinor === null ? null : `about ${about(valueMinor)} a year at stake`;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
