/** Milliseconds of each unit that a duration may be written in. */
const unitMilliseconds = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of a duration such as `48h`, `5min` or `30d`; undefined where it is none. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,9})(ms|s|min|h|d)$/.exec(text);
  if (match === null) return undefined;
  const [, count, unit] = match as unknown as [string, string, keyof typeof unitMilliseconds];
  return Number(count) * unitMilliseconds[unit];
}
