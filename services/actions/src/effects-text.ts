import type { EffectFigures, GroupFigures } from '@ebb/domain';

const grouped = new Intl.NumberFormat('en-US');

const percent = (share: number | null): string => (share === null ? '' : `${(100 * share).toFixed(1)} %`);
/** Of a difference of shares, in points. */
const points = (difference: number): string => `${difference < 0 ? '' : '+'}${(100 * difference).toFixed(1)}`;

/** What actions do, for a person to read: a line for each kind of action and stage. */
export function effectsText(figures: readonly EffectFigures[]): string {
  if (figures.length === 0) return 'Nobody has been watched for 180 days yet.';
  const head = ['action', 'stage', 'acted', 'came back', 'held out', 'came back', 'effect, points', '95 % interval'];
  const rows = figures.map(({ kind, stage, acted, heldOut, effect }) => [
    kind,
    stage,
    ...[acted, heldOut].flatMap(({ customers, share }: GroupFigures) => [grouped.format(customers), percent(share)]),
    effect === null ? '' : points(effect.value),
    effect === null ? '' : `${points(effect.low)} to ${points(effect.high)}`,
  ]);
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] as string).length)));
  return [head, ...rows]
    .map((cells) =>
      cells
        .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] as number) : cell.padStart(widths[column] as number)))
        .join('  '),
    )
    .join('\n');
}
