import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '@ebb/contracts';
import { cdnowData } from './data/cdnow.ts';
import type { Cut } from './data/history-data.ts';
import { type CutFigures, evaluateHistory } from './evaluate.ts';
import type { Lead } from './figures/leads.ts';
import { count, decimals, methodNames, percent, signed } from './report/words.ts';
import type { WalkRules } from './walk-forward.ts';

const { lifecycle, fitting } = loadConfig(fileURLToPath(new URL('../../../infra/config/default.yaml', import.meta.url)));

/** Those of the configuration's defaults. */
export const defaultWalkRules: WalkRules = { lifecycle, fitting };

export function cdnowFigures(cuts: readonly Cut[]): readonly CutFigures[] {
  const options = { data: cdnowData(), cuts, rules: defaultWalkRules, capacityShare: 0.05, onProgress: () => {} };
  return evaluateHistory(options).evaluation.cuts;
}

/** docs/evaluation.md, without what the formatter adds to line up the columns. */
export const tables = readFileSync(new URL('../../../docs/evaluation.md', import.meta.url), 'utf8').replaceAll(/ +/g, ' ');

const leadOf = (lead: Lead | undefined): string =>
  lead === undefined ? '' : ` ${signed(lead.difference)} (${signed(lead.low)} to ${signed(lead.high)})`;

/** The rows of a cut's table. */
export const methodLines = ({ methods }: CutFigures): string =>
  [...methods]
    .map(([key, { auc, aucOnRest, ebbBetterBy, atCapacity, expectedPurchasesRatio }]) =>
      [
        '',
        ` ${methodNames[key]}`,
        ` ${decimals(auc.all, 4)}`,
        ` ${decimals(auc.core, 4)}`,
        ` ${decimals(aucOnRest.all, 4)}`,
        leadOf(ebbBetterBy.all?.auc),
        leadOf(ebbBetterBy.core?.auc),
        ` ${percent(atCapacity.core?.precision)}`,
        ` ${percent(atCapacity.core?.recall)}`,
        ` ${decimals(expectedPurchasesRatio, 2)}`,
        '',
      ]
        .join(' |')
        .trim(),
    )
    .join('\n');

/** A cut's row of the table of alerts. */
export const alertLine = ({ date, horizonDays, alerts }: CutFigures): string => {
  const { leaving, gone, perDay, disprovedWithin30Days, silenceDays, daysBeforeHiatus, lostCore } = alerts;
  const cells = [
    date,
    horizonDays,
    count(leaving),
    count(gone),
    perDay.toFixed(1),
    percent(disprovedWithin30Days),
    Math.round(silenceDays!.median),
    Math.round(daysBeforeHiatus!.median),
    count(lostCore.customers),
    `${count(lostCore.alertedByCut)} / ${count(lostCore.alertedByEnd)}`,
    `${percent(lostCore.revenueAlertedByCutMinor / lostCore.revenueMinor)} / ${percent(lostCore.revenueAlertedByEndMinor / lostCore.revenueMinor)}`,
  ];
  return `| ${cells.join(' | ')} |`;
};
