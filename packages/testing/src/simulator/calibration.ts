import {
  type Calibration,
  countedValues,
  type Day,
  type Purchase,
  pmgEdges,
  quintileEdges,
  type RhythmParameters,
} from '@ebb/domain';
import { day } from '../synthetic/pen.ts';
import type { OutsideMotive, Shop } from './shop.ts';

const windowDays = 365;

/**
 * What a perfect fit would come to, for want of a fit: the shop's own rhythm and spend, and edges over the customers of the first
 * year. It looks ahead.
 *
 * @param histories as `purchasesOf` has them
 */
export function calibrationOf(shop: Shop, histories: ReadonlyMap<string, readonly Purchase[]>): Calibration {
  const cut = Math.floor(shop.span.from / day) + windowDays - 1;
  const standings = [...histories.values()].flatMap((purchases) => standingAt(cut, purchases));
  const edges = (figure: (standing: Standing) => number) => quintileEdges(countedValues(standings.map(figure)));
  return {
    version: 1,
    rhythm: rhythmOf(shop),
    spend: shop.spend,
    pmgEdges: pmgEdges(countedValues(standings.map(({ monetaryMinor }) => monetaryMinor))),
    rfmEdges: {
      recency: edges(({ recencyDays }) => -recencyDays),
      frequency: edges(({ frequency }) => frequency),
      monetary: edges(({ monetaryMinor }) => monetaryMinor),
    },
    goneDaysMin: null,
    returnTable: null,
    ranking: null,
  };
}

interface Standing {
  readonly recencyDays: number;
  readonly frequency: number;
  readonly monetaryMinor: number;
}

/** Of who has bought by the end of that day; all of it lies in the window. */
function standingAt(cut: Day, purchases: readonly Purchase[]): readonly Standing[] {
  const known = purchases.filter(({ at }) => at < (cut + 1) * day);
  if (known.length === 0) return [];
  const days = known.map(({ at }) => Math.floor(at / day));
  return [
    {
      recencyDays: cut - Math.max(...days),
      frequency: new Set(days).size,
      monetaryMinor: known.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    },
  ];
}

const weeksPerYear = 365 / 7;

/**
 * The MBG/NBD parameters nearest to the shop. The model knows one way to leave, at a purchase with a chance that is beta
 * distributed: its mean is made to hold all ways, each as its chance at a purchase of a mean customer; the weight a + b stays.
 */
function rhythmOf({ rhythm, incidents, outside, pressure }: Shop): RhythmParameters {
  const { r, alpha, a, b } = rhythm;
  const { defect, complaint, question, 'service-not-performed': service } = incidents.shares;
  const byIncident = (defect + complaint + question + service) * incidents.badShare * incidents.fatalShare;
  const motives = Object.keys(outside.perYear) as OutsideMotive[];
  const leavingsPerYear =
    motives.reduce((sum, motive) => sum + outside.perYear[motive], 0) + pressure.perYear * pressure.annoyedShare;
  const purchasesPerYear = (r / alpha) * weeksPerYear;
  const mean = 1 - (1 - a / (a + b)) * (1 - byIncident) * (1 - Math.min(1, leavingsPerYear / purchasesPerYear));
  return { r, alpha, a: mean * (a + b), b: (1 - mean) * (a + b) };
}
