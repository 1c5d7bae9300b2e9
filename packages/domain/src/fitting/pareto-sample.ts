import { type ParetoNbdParameters, paretoNbd } from '../rhythm/pareto-nbd.ts';
import type { Likelihood } from './fit.ts';
import type { RhythmSample } from './rhythm-sample.ts';

/** Step of the logs of the parameters: the error of a central difference is then some 1e-10 of the mean log-likelihood. */
const step = 3e-5;

/** The log-likelihood of a sample by Pareto/NBD, and its derivatives by central differences: none in closed form is at hand. */
export function paretoOfSample(sample: RhythmSample, parameters: ParetoNbdParameters): Likelihood<keyof ParetoNbdParameters> {
  const by = (name: keyof ParetoNbdParameters) => {
    const difference =
      logLikelihoodOf(sample, { ...parameters, [name]: parameters[name] * Math.exp(step) }) -
      logLikelihoodOf(sample, { ...parameters, [name]: parameters[name] * Math.exp(-step) });
    return difference / (2 * step * parameters[name]);
  };
  return {
    logLikelihood: logLikelihoodOf(sample, parameters),
    gradient: { r: by('r'), alpha: by('alpha'), s: by('s'), beta: by('beta') },
  };
}

function logLikelihoodOf({ x, tx, T, count }: RhythmSample, parameters: ParetoNbdParameters): number {
  let sum = 0;
  for (let point = 0; point < x.length; point += 1) {
    const rhythm = { x: x[point]!, tx: tx[point]! };
    sum += count[point]! * paretoNbd.logLikelihood(parameters, rhythm, T[point]!);
  }
  return sum;
}
