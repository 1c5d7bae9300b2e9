import digamma from '@stdlib/math-base-special-digamma';
import gammaln from '@stdlib/math-base-special-gammaln';
import type { SpendParameters } from '../purchases/spend.ts';
import type { Likelihood } from './fit.ts';
import type { SpendSample } from './spend-sample.ts';

/** The log-likelihood of a sample by the gamma-gamma model (`spendLogLikelihood`), with its derivatives. */
export function gammaGammaOfSample(sample: SpendSample, parameters: SpendParameters): Likelihood<keyof SpendParameters> {
  const { p, q, gammaMinor } = parameters;
  let logLikelihood = 0;
  const gradient = { p: 0, q: 0, gammaMinor: 0 };
  for (let from = 0; from < sample.days.length; ) {
    const days = sample.days[from]!;
    let to = from + 1;
    while (sample.days[to] === days) to += 1;
    const shape = p * days;
    const { customers, logTotal, logSum, perSum, logMean } = sumsOfDays(sample, from, to, gammaMinor);
    const logTerms = gammaln(shape + q) - gammaln(shape) - gammaln(q) + q * Math.log(gammaMinor);
    logLikelihood += customers * logTerms + shape * logTotal - (shape + q) * logSum - logMean;
    const byBoth = customers * digamma(shape + q) - logSum;
    gradient.p += days * (byBoth - customers * digamma(shape) + logTotal);
    gradient.q += byBoth - customers * (digamma(q) - Math.log(gammaMinor));
    gradient.gammaMinor += (customers * q) / gammaMinor - (shape + q) * perSum;
    from = to;
  }
  return { logLikelihood, gradient };
}

/** Over customers with the same number of days; the sum is γ + total. */
interface SumsOfDays {
  readonly customers: number;
  readonly logTotal: number;
  readonly logMean: number;
  readonly logSum: number;
  readonly perSum: number;
}

function sumsOfDays({ days, totalMinor, count }: SpendSample, from: number, to: number, gammaMinor: number): SumsOfDays {
  let [customers, logTotal, logSum, perSum] = [0, 0, 0, 0];
  for (let point = from; point < to; point += 1) {
    const [n, total] = [count[point]!, totalMinor[point]!];
    customers += n;
    logTotal += n * Math.log(total);
    logSum += n * Math.log(gammaMinor + total);
    perSum += n / (gammaMinor + total);
  }
  return { customers, logTotal, logMean: logTotal - customers * Math.log(days[from]!), logSum, perSum };
}
