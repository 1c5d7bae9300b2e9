import type { Output } from '@ebb/domain';
import type { OracleOutput } from './life.ts';

/**
 * An output as it is compared: without the sentence, which has tests of its own, and with the evidence's fractions at 9
 * digits, as two ways to compute the same formula may part in the last bit.
 */
export function comparable(output: Output | OracleOutput): OracleOutput {
  if (output.type !== 'MainDefectorAlert') return output;
  const { explanation: _, ...alert } = { explanation: '', ...output };
  const { evidence } = alert;
  return {
    ...alert,
    evidence: {
      ...evidence,
      usualGapDays: evidence.usualGapDays === null ? null : nineDigits(evidence.usualGapDays),
      pAlive: nineDigits(evidence.pAlive),
      pBuysWithin180Days: nineDigits(evidence.pBuysWithin180Days),
    },
  };
}

const nineDigits = (fraction: number): number => Number(fraction.toPrecision(9));
