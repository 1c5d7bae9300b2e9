/** The job as in Customer.java, on plain objects that are stored as JSON. */

type Stage = 'none' | 'first-time' | 'early-repeat' | 'core';

export interface Purchase {
  readonly eventId: string;
  readonly occurredAt: number;
  readonly amountMinor: number;
}

export interface Customer {
  stage: Stage;
  /** Of the whole history. */
  purchaseDays: number;
  /** Day and amount of the purchase days within the window, ascending. */
  buckets: [day: number, amountMinor: number][];
  /** Id and time of the events of the last 48 hours. */
  recent: [eventId: string, at: number][];
}

export interface Transition {
  readonly from: Stage;
  readonly to: Stage;
  readonly reason: string;
}

const dayMilliseconds = 86_400_000;
const repeatMillisecondsMax = 48 * 3_600_000;
const windowDays = 365;
const corePurchaseDaysMin = 4;
/** Where small customers end: infra/cdnow/calibration.json. */
const coreRevenueMinMinor = 4_968;

export const newCustomer = (): Customer => ({ stage: 'none', purchaseDays: 0, buckets: [], recent: [] });

/** Changes the customer; null where the stage stays as it is. */
export function onPurchase(customer: Customer, { eventId, occurredAt, amountMinor }: Purchase): Transition | null {
  customer.recent = customer.recent.filter(([, at]) => at >= occurredAt - repeatMillisecondsMax);
  if (customer.recent.some(([id]) => id === eventId)) return null;
  customer.recent.push([eventId, occurredAt]);
  addToWindow(customer, Math.floor(occurredAt / dayMilliseconds), amountMinor);
  const from = customer.stage;
  customer.stage = stageAfter(customer);
  return customer.stage === from ? null : { from, to: customer.stage, reason: reasons[customer.stage] };
}

const reasons = {
  none: '',
  'first-time': 'first-purchase',
  'early-repeat': 'repeat-purchase',
  core: 'core-test',
} as const;

function addToWindow(customer: Customer, day: number, amountMinor: number): void {
  const firstKept = customer.buckets.findIndex(([one]) => one > day - windowDays);
  if (firstKept !== 0) customer.buckets.splice(0, firstKept === -1 ? customer.buckets.length : firstKept);
  const at = customer.buckets.findLastIndex(([one]) => one <= day);
  const bucket = customer.buckets[at];
  if (bucket?.[0] === day) {
    bucket[1] += amountMinor;
    return;
  }
  customer.buckets.splice(at + 1, 0, [day, amountMinor]);
  customer.purchaseDays += 1;
}

function stageAfter({ stage, buckets, purchaseDays }: Customer): Stage {
  if (stage === 'core') return stage;
  if (stage === 'none') return 'first-time';
  const monetaryMinor = buckets.reduce((sum, [, amountMinor]) => sum + amountMinor, 0);
  if (buckets.length >= corePurchaseDaysMin && monetaryMinor >= coreRevenueMinMinor) return 'core';
  return purchaseDays >= 2 ? 'early-repeat' : stage;
}
