import { readFileSync } from 'node:fs';
import { countedValues, type Purchase, pmgEdges, quintileEdges, type RhythmParameters } from '@ebb/domain';
import type { CdnowCalibration } from './calibration.ts';
import { cdnowFolder } from './customers.ts';

const cut = '1997-09-30';
const millisecondsPerDay = 86_400_000;

/** Everything the demo needs to know of CDNOW's customers as a whole. It looks ahead, and says so. */
export function fitCalibration(customers: ReadonlyMap<string, readonly Purchase[]>): CdnowCalibration {
  const standings = [...customers.values()].map(standingAtCut);
  return {
    version: 1,
    effectiveFrom: '1997-01-01T00:00:00Z',
    ...goldenParameters(),
    pmgEdges: pmgEdges(countedValues(standings.map(({ monetaryMinor }) => monetaryMinor))),
    rfmEdges: {
      recency: quintileEdges(countedValues(standings.map(({ negatedRecencyDays }) => negatedRecencyDays))),
      frequency: quintileEdges(countedValues(standings.map(({ frequency }) => frequency))),
      monetary: quintileEdges(countedValues(standings.map(({ monetaryMinor }) => monetaryMinor))),
    },
    goneDaysMin: null,
    returnTable: null,
    ranking: null,
    provenance:
      'Looks ahead: applied from the first day of the data, but rhythm and spend are mbg_nbd and gamma_gamma of golden.json, fitted on the sample up to ' +
      `${cut}, and all edges are computed over all 23,570 customers as of that day. A demo may do so; an evaluation may not.`,
  };
}

/** All history up to the cut is less than a year old, so the window holds all of it. */
function standingAtCut(purchases: readonly Purchase[]): { negatedRecencyDays: number; frequency: number; monetaryMinor: number } {
  const cutAt = Date.parse(`${cut}T00:00:00Z`);
  const known = purchases.filter(({ at }) => at <= cutAt);
  const lastAt = Math.max(...known.map(({ at }) => at));
  return {
    negatedRecencyDays: (lastAt - cutAt) / millisecondsPerDay,
    frequency: new Set(known.map(({ at }) => at)).size,
    monetaryMinor: known.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  };
}

/** Of golden.json, whose amounts are dollars. */
function goldenParameters(): { rhythm: RhythmParameters; spend: CdnowCalibration['spend'] } {
  const golden = JSON.parse(readFileSync(new URL('golden.json', cdnowFolder), 'utf8')) as {
    mbg_nbd: { params: RhythmParameters };
    gamma_gamma: { params: { p: number; q: number; v: number } };
  };
  const { r, alpha, a, b } = golden.mbg_nbd.params;
  const { p, q, v } = golden.gamma_gamma.params;
  return { rhythm: { r, alpha, a, b }, spend: { p, q, gammaMinor: Number((v * 100).toPrecision(12)) } };
}
