/** Events that say nothing special, without who, when and which. */

export const plainPurchase = {
  kind: 'purchase',
  orderId: 'order-1',
  amountMinor: 20_00,
  currency: 'USD',
  channel: 'web',
  lineItems: [],
  refundOf: null,
} as const;

export const plainContact = {
  what: 'opened',
  kind: 'question',
  channel: 'phone',
  caseId: 'case-1',
  desk: 'first',
  level: 1,
  promisedBy: null,
  rating: null,
  motive: null,
  effectiveOn: null,
  important: false,
  orderId: null,
  topic: null,
} as const;

export const plainProfileChange = {
  what: 'language',
  granted: null,
  channel: null,
  consentSource: null,
  timeZone: null,
  language: 'en',
  relationship: null,
  shareOfWalletPercent: null,
  referredCustomerId: null,
  lossReason: null,
  invoiceId: null,
  dueOn: null,
  approvedBy: null,
} as const;

export const plainEngagement = {
  what: 'campaign-sent',
  channel: 'mail',
  commercial: true,
  actionId: null,
  campaignId: 'spring',
  outcome: null,
  motive: null,
  callBackAt: null,
  detail: null,
} as const;
