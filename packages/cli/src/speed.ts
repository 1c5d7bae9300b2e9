import { InvalidArgumentError } from '@commander-js/extra-typings';

/** Event days per second. */
export function parseSpeed(text: string): number {
  const speed = Number(text);
  if (speed > 0 && Number.isFinite(speed)) return speed;
  throw new InvalidArgumentError('It is a number of event days per second, above 0.');
}
