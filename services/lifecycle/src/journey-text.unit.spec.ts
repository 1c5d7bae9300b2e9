import type { Engagement, Fact, LifecycleTransition, Output, ProfileChange, SupportContact } from '@ebb/domain';
import { describe, expect, test } from 'vitest';
import { factText, outputText } from './journey-text.ts';

const noon = Date.UTC(2026, 0, 31, 12);
const event = { id: 'e', at: noon };
const contact: SupportContact = {
  ...event,
  kind: 'support-contact',
  caseId: '4711',
  what: 'contacted',
  caseKind: 'other',
  channel: null,
  desk: null,
  level: null,
  promisedBy: null,
  rating: null,
  motive: null,
  effectiveOn: null,
  important: false,
};
const change: ProfileChange = {
  ...event,
  kind: 'profile-change',
  what: 'language',
  granted: null,
  channel: null,
  consentSource: null,
  timeZone: null,
  language: null,
  relationship: null,
  shareOfWalletPercent: null,
  referredCustomerId: null,
  lossReason: null,
  invoiceId: null,
  dueOn: null,
  approvedBy: null,
};
const engagement: Engagement = {
  ...event,
  kind: 'engagement',
  what: 'campaign-sent',
  channel: null,
  commercial: true,
  actionId: null,
  outcome: null,
  motive: null,
  callBackAt: null,
  detail: null,
};

describe('a fact of the journey tells all that is known of it', () => {
  test.each<readonly [Fact, string]>([
    [{ ...event, kind: 'purchase', amountMinor: 1_999, categories: [] }, '1999'],
    [
      { ...contact, what: 'opened', caseKind: 'defect', important: true, desk: 'front', level: 1, promisedBy: noon },
      '4711 opened important defect at front, level 1 by 2026-01-31T12:00Z',
    ],
    [{ ...contact, what: 'rating', rating: 2 }, '4711 rating 2 of 5'],
    [{ ...contact, what: 'notice-given', motive: 'price', effectiveOn: 20_500 }, '4711 notice-given for price from 2026-02-16'],
    [{ ...change, what: 'consent', granted: true, channel: 'mail', consentSource: 'form' }, 'consent yes mail by form'],
    [{ ...change, what: 'lost', lossReason: 'moved-away' }, 'lost moved-away'],
    [{ ...change, what: 'share-of-wallet', shareOfWalletPercent: 80 }, 'share-of-wallet 80 %'],
    [{ ...engagement, what: 'outcome', outcome: 'refused', motive: 'moved', actionId: 'a1' }, 'outcome refused for moved a1'],
    [
      { ...engagement, what: 'suppressed', channel: 'mail', actionId: 'a1', detail: 'backfill' },
      'suppressed by mail (backfill) a1',
    ],
  ])('%#: %o', (fact, text) => {
    expect(factText(fact)).toBe(text);
  });
});

const transition: LifecycleTransition = {
  type: 'LifecycleTransition',
  recordId: 'e/transition',
  customerId: 'ann',
  at: noon,
  causeId: 'e',
  fromStage: 'core',
  toStage: 'core',
  fromRisk: 'steady',
  toRisk: 'leaving',
  advocacy: 'partner',
  lifetime: 1,
  reason: 'notice',
  wonBack: false,
};

describe('a decision of the journey tells its reason', () => {
  test.each<readonly [Output, string]>([
    [transition, 'steady > leaving (notice)'],
    [
      { ...transition, fromStage: 'inactive', toStage: 'returned', toRisk: 'steady', reason: 'return', wonBack: true },
      'inactive > returned (return) won back',
    ],
    [{ ...transition, toRisk: 'steady', reason: 'advocacy' }, 'partner (advocacy)'],
    [
      { ...transition, type: 'AlertClosed', alertId: 'a', phase: 'leaving', reason: 'notice-withdrawn' },
      'leaving (notice-withdrawn)',
    ],
  ])('%#', (output, text) => {
    expect(outputText(output)).toBe(text);
  });
});
