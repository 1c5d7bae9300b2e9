import type { Records } from '@ebb/contracts';
import type { Outcome } from './outcome.ts';
import { amountInWords, dayOf, inWords } from './words.ts';

type Alert = Records['MainDefectorAlert'];

const dayMilliseconds = 86_400_000;

/** Of the customers who are leaving and have not come back since, the one with the greatest revenue. */
export function openLeavingAlert({ standing }: Outcome): Alert | undefined {
  const closed = new Set<string>();
  const leaving: Alert[] = [];
  for (const entry of standing) {
    if (entry.type === 'AlertClosed') closed.add(entry.record.alertId);
    if (entry.type === 'MainDefectorAlert' && entry.record.phase === 'leaving') leaving.push(entry.record);
  }
  return leaving
    .filter(({ recordId }) => !closed.has(recordId))
    .toSorted((a, b) => b.evidence.monetaryMinor - a.evidence.monetaryMinor)[0];
}

/** An alert as a person reads it. @param currency of its amounts @param minorDigits of that currency */
export function alertText(alert: Alert, currency: string, minorDigits: number): string {
  const { customerId, at, evidence, causes, lifetime, phase, recordId, calibrationVersion } = alert;
  const { recencyScore, frequencyScore, monetaryScore, pAlive, pAliveThreshold } = evidence;
  const lifetimeText = lifetime === 1 ? '' : `, in lifetime ${lifetime}`;
  return [
    `  Customer ${customerId} is ${phase}, since ${dayOf(at)}${lifetimeText}.`,
    `  ${alert.explanation}`,
    `  Last purchase  ${dayOf(evidence.lastPurchaseDay * dayMilliseconds)}, ${evidence.silenceDays} days before`,
    `  Bought on      ${inWords(evidence.purchaseDays)} days in all, ${inWords(evidence.frequency)} of them within a year, for ${amountInWords(evidence.monetaryMinor, minorDigits)} ${currency}`,
    `  Scores         recency ${recencyScore}, frequency ${frequencyScore}, monetary ${monetaryScore} (of 5); a ${evidence.pmg} customer`,
    `  P(alive)       ${pAlive.toFixed(2)}, threshold ${pAliveThreshold} (calibration ${calibrationVersion})`,
    `  Causes         ${causes.join(', ')}`,
    `  Record         ${recordId}`,
  ].join('\n');
}
