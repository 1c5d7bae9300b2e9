/** The figures of docs/simulated.md; a few seconds. What is expected of the document is what a failing test prints. */
import { readFileSync } from 'node:fs';
import { calibrationsFrom } from '@ebb/domain';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { calibrationOf } from './calibration.ts';
import { type AlertRow, type DropOutRow, type Judgement, judgeAgainstTruth } from './judge-against-truth.ts';
import { purchasesOf } from './purchases.ts';
import type { Quartiles } from './quartiles.ts';
import { simulatedShop } from './shop.ts';
import { simulate } from './simulate.ts';

const document = readFileSync(new URL('../../../../docs/simulated.md', import.meta.url), 'utf8');
/** Without what the formatter adds to line up the columns. */
const tables = document.replaceAll(/ +/g, ' ');

const inDays = (quartiles: Quartiles | null): string => {
  if (quartiles === null) return '–';
  const [lower, median, upper] = [quartiles.lower, quartiles.median, quartiles.upper].map((days) => Math.round(days) + 0);
  return `${median} (${lower} to ${upper})`;
};

const line = (...cells: readonly (string | number)[]): string =>
  `| ${cells.map((cell) => cell.toLocaleString('en')).join(' | ')} |`;

const causesLine = ({ cause, told, dropOuts, core, alerted, alertedCore, noticed, right, firstCauses }: DropOutRow): string => {
  const firsts = [...firstCauses].toSorted(([one, some], [other, others]) => others - some || (one < other ? -1 : 1));
  const found = firsts.map(([first, some]) => `${first} ${some}`).join(', ');
  return line(told ? cause : `${cause}, untold`, dropOuts, core, alerted, alertedCore, noticed, right, found);
};

const totalLine = (rows: readonly DropOutRow[]): string => {
  const figures = ['dropOuts', 'core', 'alerted', 'alertedCore', 'noticed', 'right'] as const;
  return line('all', ...figures.map((figure) => sum(rows.map((row) => row[figure]))), '–');
};

const leadLine = ({ cause, told, alerted, daysToAlert, daysFromKnowable }: DropOutRow): string =>
  line(told ? cause : `${cause}, untold`, alerted, inDays(daysToAlert), inDays(daysFromKnowable));

const alertLine = ({ trigger, alerts, alive, paused }: AlertRow): string =>
  line(trigger, alerts, alive, `${Math.round((100 * alive) / alerts)} %`, paused);

test('the document has every parameter', () => {
  const [, block] = /```yaml\n(.*?)```/s.exec(document)!;
  const { span, ...figures } = parse(block!) as { span: { from: string; until: string } };
  const stated = { ...figures, span: { from: Date.parse(span.from), until: Date.parse(span.until) } };
  expect(stated).toEqual(simulatedShop);
});

describe('5,000 customers of seed 1', () => {
  let judgement: Judgement;
  beforeAll(() => {
    const customers = [...simulate({ seed: 1, customers: 5_000 })];
    const calibration = { ...calibrationOf(simulatedShop, purchasesOf(customers)), effectiveFrom: simulatedShop.span.from };
    const calibrations = calibrationsFrom([calibration]);
    judgement = judgeAgainstTruth(customers, { calibrations, until: simulatedShop.span.until, settlingDays: 180 });
  });

  const expectInDocument = (lines: readonly string[]): void => expect(tables).toContain(lines.join('\n'));

  test('causes are found as the document says', () => {
    expectInDocument([...judgement.dropOuts.map(causesLine), totalLine(judgement.dropOuts)]);
  });

  test('lead times are as the document says', () => expectInDocument(judgement.dropOuts.map(leadLine)));

  test('so many alerts are about customers who are alive', () => expectInDocument(judgement.alerts.map(alertLine)));

  test('most incidents that drive customers away are found', () => {
    const byIncident = judgement.dropOuts.filter(({ cause }) => causedByIncident.includes(cause));
    const [alerted, right] = [sum(byIncident.map((row) => row.alerted)), sum(byIncident.map((row) => row.right))];
    expect(alerted / sum(byIncident.map(({ dropOuts }) => dropOuts))).toBeGreaterThan(0.95);
    expect(right / alerted).toBeGreaterThan(0.75);
  });
});

const causedByIncident: readonly string[] = [
  'bounced',
  'defect-not-fixed',
  'disappointed',
  'failed-onboarding',
  'service-not-performed',
];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
