import type { Records } from '@ebb/contracts';
import type { Outcome } from './outcome.ts';
import { amountInWords, dayOf, inWords } from './words.ts';

type Alert = Records['MainDefectorAlert'];

const dayMilliseconds = 86_400_000;

/** Of the customers who are leaving and have not come back since, the one with the most at stake. */
export function openLeavingAlert({ standing }: Outcome): Alert | undefined {
  const closed = new Set<string>();
  const leaving: Alert[] = [];
  for (const entry of standing) {
    if (entry.type === 'AlertClosed') closed.add(entry.record.alertId);
    if (entry.type === 'MainDefectorAlert' && entry.record.phase === 'leaving') leaving.push(entry.record);
  }
  return leaving
    .filter(({ recordId }) => !closed.has(recordId))
    .toSorted((a, b) => (b.valueAtStakeMinor ?? 0) - (a.valueAtStakeMinor ?? 0))[0];
}

/** An alert as a person reads it. @param currency of its amounts @param minorDigits of that currency */
export function alertText(alert: Alert, currency: string, minorDigits: number): string {
  const { customerId, at, evidence, causes, lifetime, phase, trigger, recordId, calibrationVersion, rulesVersion } = alert;
  const amount = (minor: number) => `${amountInWords(minor, minorDigits)} ${currency}`;
  const lifetimeText = lifetime === 1 ? '' : `, in lifetime ${lifetime}`;
  return [
    `  Customer ${customerId} is ${phase}, since ${dayOf(at)}${lifetimeText}, by ${trigger}.`,
    `  ${alert.explanation}`,
    `  ${alert.explanationFr}`,
    ...(evidence.silence === null ? [] : silenceLines(evidence.silence, amount)),
    ...(alert.valueAtStakeMinor === null ? [] : [`  At stake       ${amount(alert.valueAtStakeMinor)} a year`]),
    ...causes.map(({ cause, proof, detail }) => `  Cause          ${cause} (${proof})${detail === '' ? '' : `: ${detail}`}`),
    `  Rests on       ${alert.restsOn.join(', ')}`,
    `  By             rules ${rulesVersion}, calibration ${calibrationVersion}`,
    `  Record         ${recordId}`,
  ].join('\n');
}

function silenceLines(silence: NonNullable<Alert['evidence']['silence']>, amount: (minor: number) => string): string[] {
  const { recencyScore, frequencyScore, monetaryScore, pAlive, pAliveThreshold, pmg } = silence;
  const threshold = pAliveThreshold === null ? '' : `, threshold ${pAliveThreshold}`;
  return [
    `  Last purchase  ${dayOf(silence.lastPurchaseDay * dayMilliseconds)}, ${silence.silenceDays} days before`,
    `  Bought on      ${inWords(silence.purchaseDays)} days in all, ${inWords(silence.frequency)} of them within a year, for ${amount(silence.monetaryMinor)}`,
    `  Scores         recency ${recencyScore}, frequency ${frequencyScore}, monetary ${monetaryScore} (of 5); a ${pmg} customer`,
    `  P(alive)       ${pAlive.toFixed(2)}${threshold}`,
  ];
}
