import type { CutFigures, Evaluation } from '../evaluate.ts';
import type { AlertFigures, Quartiles } from '../figures/alert-figures.ts';
import type { Leads } from '../figures/leads.ts';
import type { MethodFigures } from '../figures/method-figures.ts';
import { count, decimals, methodNames, percent, signed, whereNotBetter } from './words.ts';

/** The evaluation as the terminal shows it. */
export function textOf(evaluation: Evaluation): string {
  const cuts = evaluation.cuts.flatMap((cut) => ['', ...cutText(cut, evaluation)]);
  return [...introduction(evaluation), ...cuts, ''].join('\n');
}

/** What was looked at, and what the columns say. */
export function introduction({ data, capacityShare }: Evaluation): readonly string[] {
  return [
    `${data.name}: ${count(data.customers)} customers bought on ${count(data.purchaseDays)} days, ${data.from} to ${data.to}.`,
    'At each cut only what had happened by then is known; then it is looked at who bought in the days after it.',
    '',
    'right      of a customer who bought again and one who did not, how often the likelier one is told; a coin has 0.5',
    'Ebb ahead  by how much Ebb is right more often, of the same customers, and where that lies with 95 % certainty',
    `the ${percent(capacityShare).padEnd(5)}  whom a call-centre could call, the least likely to buy: how many of them indeed did not`,
    'expected   purchases foretold for each one that was made',
    'core       customers with 4 purchase days or more',
    '',
    `The fixed cut-off is tuned on ${data.tuning}; the report (--report) has figures of the others alone, too.`,
  ];
}

/** What came of one cut. */
export function cutText(cut: CutFigures, { capacityShare, data }: Evaluation): readonly string[] {
  const { date, horizonDays, customers, buyers, coreCustomers, coreBuyers, methods, alerts } = cut;
  const rows = [...methods].map(([key, figures]) => row(methodNames[key], figures));
  const capacity = `the ${percent(capacityShare)}`;
  const header = ['', 'right', 'core', 'Ebb ahead', '', 'core', '', capacity, 'core', 'expected'];
  const notes = [...methods].flatMap(([key, { note }]) =>
    note === null ? [] : [`${methodNames[key]}: ${note.replace(/\.$/, '')}.`],
  );
  return [
    `── Cut at the end of ${date}, and the ${horizonDays} days after it`,
    `${count(buyers)} of ${count(customers)} customers bought again (${percent(share(buyers, customers))}), ` +
      `${count(coreBuyers)} of ${count(coreCustomers)} core (${percent(share(coreBuyers, coreCustomers))}).`,
    '',
    ...aligned([header, ...rows]),
    '',
    ...notes,
    ...whereNotBetter(cut),
    '',
    ...alertText(alerts, data),
  ];
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function row(name: string, { auc, ebbBetterBy, atCapacity, expectedPurchasesRatio }: MethodFigures): readonly string[] {
  return [
    name,
    decimals(auc.all),
    decimals(auc.core),
    ...leadCells(ebbBetterBy.all),
    ...leadCells(ebbBetterBy.core),
    percent(atCapacity.all?.precision),
    percent(atCapacity.core?.precision),
    decimals(expectedPurchasesRatio, 2),
  ];
}

function leadCells(leads: Leads | null): readonly [string, string] {
  return leads === null ? ['', ''] : [signed(leads.auc.difference), `${signed(leads.auc.low)} to ${signed(leads.auc.high)}`];
}

/** Columns side by side, the first to the left and the others to the right. */
export function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  return rows.map((cells) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}

function alertText(alerts: AlertFigures, data: Evaluation['data']): readonly string[] {
  const { perDay, leaving, gone, disprovedWithin30Days, silenceDays, daysBeforeHiatus, lostCore } = alerts;
  if (alerts.alerts === 0) return ['Ebb alerted nobody in these days.'];
  const money = (minor: number) => `${count(Math.round(minor / 10 ** data.currencyDigits))} ${data.currency}`;
  return [
    `Alerts in these days: ${count(leaving)} leaving, ${count(gone)} gone; ${perDay.toFixed(1)} a day.`,
    ...(disprovedWithin30Days === null ? [] : [`  Disproved by a purchase within 30 days: ${percent(disprovedWithin30Days)}.`]),
    ...(silenceDays === null
      ? []
      : [
          `  Of customers who did not buy any more: after ${quartiles(silenceDays)} days of silence, ${money(alerts.valueAtStakeMinor)} at stake.`,
        ]),
    ...(daysBeforeHiatus === null ? [] : [`  ${sooner(daysBeforeHiatus)} than the best fixed cut-off.`]),
    `  Of ${count(lostCore.customers)} core customers who did not buy in these days, ${count(lostCore.alertedByCut)} had been alerted by the cut and ` +
      `${count(lostCore.alertedByEnd)} by the end: ${money(lostCore.revenueAlertedByCutMinor)} and ` +
      `${money(lostCore.revenueAlertedByEndMinor)} of the ${money(lostCore.revenueMinor)} a year that they had brought.`,
  ];
}

const quartiles = ({ lower, median, upper }: Quartiles): string =>
  `${Math.round(median)} (half of them ${Math.round(lower)} to ${Math.round(upper)})`;

function sooner({ lower, median, upper }: Quartiles): string {
  return `In the middle ${daysSooner(median)} (half of them from ${daysSooner(lower)} to ${daysSooner(upper)})`;
}

const daysSooner = (days: number): string => `${Math.abs(Math.round(days))} days ${days < 0 ? 'later' : 'sooner'}`;
