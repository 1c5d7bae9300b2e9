import type { Records } from '@ebb/contracts';
import type { Instant } from '@ebb/domain';
import type { SourceEvent } from '../cdnow/index.ts';
import { Pen, type Written } from '../synthetic/pen.ts';
import { Boredom } from './boredom.ts';
import { pressureLeavings, pressures, sendCampaigns } from './campaigns.ts';
import type { Chance } from './chance.ts';
import { incidentsAfter } from './incidents.ts';
import type { Leaving } from './leaving.ts';
import { type Nature, natureOf } from './nature.ts';
import { orderOf, refundsOf } from './orders.ts';
import { outsideLeavings, threaten } from './outside.ts';
import type { Shop } from './shop.ts';
import type { DropOut, Truth } from './truth.ts';
import { inOpeningHours, type Visits } from './visits.ts';

export interface SimulatedCustomer {
  readonly truth: Truth;
  /** Of all four sources, by time. */
  readonly events: readonly SourceEvent[];
}

/**
 * The whole life of one customer, as far as the data go.
 *
 * @param arrivesAt when the first purchase falls in the shop's Poisson process: the opening hours are not yet applied
 */
export function liveThrough(
  customerId: string,
  arrivesAt: Instant,
  shop: Shop,
  visits: Visits,
  chance: Chance,
): SimulatedCustomer {
  const { until } = shop.span;
  const acquiredAt = inOpeningHours(arrivesAt);
  const written: Written = { supportContacts: [], profileChanges: [], engagements: [] };
  const pen = new Pen(customerId, chance.uniform, written, until);
  const nature = natureOf(acquiredAt, shop, chance);
  const pressed = pressures(acquiredAt, shop, chance);
  const leavings = [...outsideLeavings(acquiredAt, shop, chance), ...pressureLeavings(pressed, shop, chance)];
  const { orders, leaving } = goShopping({ arrivesAt, nature, pen, shop, visits, chance }, earliest(leavings));
  const dropOut = leaving === null || leaving.at >= until ? null : comeAbout(leaving, pen, until);
  const leftAt = dropOut?.at ?? until;
  threaten(pen, acquiredAt, leftAt, shop, chance);
  sendCampaigns(pen, acquiredAt, leftAt, pressed, shop, chance);
  if (chance.happens(shop.consentShare)) {
    pen.profile(acquiredAt, { what: 'consent', granted: true, channel: 'mail', consentSource: 'synthetic form' });
  }
  const { purchasesPerWeek, dropOutProbability, pauses } = nature;
  const spendMeanMinor = shop.spend.p / nature.spendRate;
  return {
    truth: { customerId, acquiredAt, purchasesPerWeek, dropOutProbability, spendMeanMinor, pauses, dropOut },
    events: inOrder(orders, written),
  };
}

interface Shopping {
  readonly arrivesAt: Instant;
  readonly nature: Nature;
  readonly pen: Pen;
  readonly shop: Shop;
  readonly visits: Visits;
  readonly chance: Chance;
}

/**
 * Purchases until the customer leaves or the data end, and what goes wrong after them.
 *
 * @param planned how the customer leaves, unless a purchase leads to it sooner
 */
function goShopping({ arrivesAt, nature, pen, shop, visits, chance }: Shopping, planned: Leaving | null) {
  const { until } = shop.span;
  const orders: Records['Purchase'][] = [];
  const boredom = new Boredom(nature, shop, chance);
  let [next, at, leaving] = [arrivesAt, inOpeningHours(arrivesAt), planned];
  for (let visit = 1; at < Math.min(leaving?.at ?? until, until); visit += 1) {
    const order = orderOf(pen.customerId, visit, at, nature, boredom.tastesAt(at), shop, chance);
    const refunds = [...refundsOf(order, shop, chance)].filter(({ occurredAt }) => occurredAt < until);
    orders.push(order, ...refunds);
    const leavings = [...boredom.boughtAt(at), ...incidentsAfter(at, visit, shop, pen, chance)];
    if (chance.happens(nature.dropOutProbability)) leavings.push(natural(at));
    leaving = earliest(leaving === null ? leavings : [leaving, ...leavings]);
    next = visits.after(next, nature, chance);
    at = inOpeningHours(next);
  }
  return { orders, leaving };
}

const natural = (at: Instant): Leaving => ({ at, cause: 'natural', beganAt: at, caseId: null, tell: () => null });

const earliest = (leavings: readonly Leaving[]): Leaving | null =>
  leavings.reduce<Leaving | null>((first, leaving) => (first === null || leaving.at < first.at ? leaving : first), null);

function comeAbout({ at, cause, beganAt, caseId, tell }: Leaving, pen: Pen, until: Instant): DropOut {
  const knowableAt = tell(pen);
  return { at, cause, beganAt, caseId, knowableAt: knowableAt === null || knowableAt >= until ? null : knowableAt };
}

function inOrder(
  orders: readonly Records['Purchase'][],
  { supportContacts, profileChanges, engagements }: Written,
): readonly SourceEvent[] {
  const events: SourceEvent[] = [
    ...orders.map((record): SourceEvent => ({ source: 'purchases', record })),
    ...supportContacts.map((record): SourceEvent => ({ source: 'supportContacts', record })),
    ...profileChanges.map((record): SourceEvent => ({ source: 'profiles', record })),
    ...engagements.map((record): SourceEvent => ({ source: 'engagements', record })),
  ];
  return events.toSorted((one, other) => one.record.occurredAt - other.record.occurredAt);
}
