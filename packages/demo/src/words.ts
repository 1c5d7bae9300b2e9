/** Numbers, days and tables as a person reads them. */
const grouped = new Intl.NumberFormat('en-US');

export const inWords = (count: number): string => grouped.format(count);

/** Minor units in units of the currency, exactly: Intl takes the decimal as text. */
export const amountInWords = (minor: number, minorDigits: number): string =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: minorDigits }).format(`${minor}E-${minorDigits}` as `${number}`);

/** `yyyy-mm-dd` of an instant, in UTC. */
export const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** Rows of a name and a count, the counts flush right. */
export function countTable(counts: Readonly<Record<string, number>>, order: readonly string[] = Object.keys(counts)): string[] {
  const rows = order.filter((name) => counts[name] !== undefined).map((name) => [name, inWords(counts[name] as number)] as const);
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const countWidth = Math.max(...rows.map(([, count]) => count.length));
  return rows.map(([name, count]) => `  ${name.padEnd(nameWidth)}  ${count.padStart(countWidth)}`);
}

/** `name count` one after the other. */
export const countList = (counts: Readonly<Record<string, number>>, order: readonly string[] = Object.keys(counts)): string =>
  order
    .filter((name) => counts[name] !== undefined)
    .map((name) => `${name} ${inWords(counts[name] as number)}`)
    .join('   ');
