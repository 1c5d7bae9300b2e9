import { closest, distance } from 'fastest-levenshtein';

/** What was probably meant by a word that is not among those that are there; undefined where nothing is like it. */
export function nearestOf(wanted: string, there: readonly string[]): string | undefined {
  if (there.length === 0 || wanted === '') return undefined;
  const lower = wanted.toLowerCase();
  const nearest = closest(
    lower,
    there.map((name) => name.toLowerCase()),
  );
  if (distance(lower, nearest) > Math.max(2, lower.length / 3)) return undefined;
  return there.find((name) => name.toLowerCase() === nearest);
}
