import type { Census } from '@ebb/domain';
import { stageFigures } from '@ebb/domain';

const grouped = new Intl.NumberFormat('en-US');
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Who stands where, and what flowed, for a person to read. @param minorDigits of the currency */
export function censusText(census: Census, currency: string, minorDigits: number): string {
  const amount = (minor: number | null) =>
    minor === null ? '' : `${(minor / 10 ** minorDigits).toFixed(minorDigits)} ${currency}`;
  // Where everybody comes from is no stage to stand at.
  const known = stageFigures(census).filter(({ stage }) => stage !== 'none');
  const rows = known.map(({ stage, customers, entered, left, retention, attrition, arpuMinor }) => [
    stage,
    ...[customers, entered, left].map((count) => grouped.format(count)),
    percent(retention),
    percent(attrition),
    amount(arpuMinor),
  ]);
  if (rows.length === 0) return 'Nobody is known yet.';
  const head = ['stage', 'customers', 'entered', 'left', 'retention', 'attrition', 'revenue per customer'];
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] as string).length)));
  return [head, ...rows]
    .map(([stage = '', ...cells]) =>
      [stage.padEnd(widths[0] as number), ...cells.map((cell, column) => cell.padStart(widths[column + 1] as number))].join('  '),
    )
    .join('\n');
}
