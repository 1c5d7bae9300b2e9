import {
  applyDeadline,
  applyFact,
  defaultRules,
  type Fact,
  initialState,
  type LifecycleContext,
  type Output,
  zonedCalendar,
} from '@ebb/domain';
import type { CustomerLook } from '@ebb/lifecycle';
import { describe, expect, it } from 'vitest';
import { customerText, type Showing } from './customer-text.ts';

const showing: Showing = { currency: 'EUR', minorDigits: 2, timeZone: 'Europe/Paris', french: false };
const context: LifecycleContext = {
  customerId: 'ann',
  calendar: zonedCalendar('Europe/Paris'),
  rules: defaultRules,
  rulesVersion: '0123abcd',
  currency: 'EUR',
  currencyDigits: 2,
  calibration: null,
  calibrationOf: () => null,
};
const noon = Date.UTC(2026, 0, 10, 11);
const day = 86_400_000;
const plainChange = {
  kind: 'profile-change',
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
} as const;
const facts: readonly Fact[] = [
  { kind: 'purchase', id: 'p', at: noon, amountMinor: 1_999, categories: [] },
  { ...plainChange, id: 'c', at: noon + day, what: 'consent', granted: true, channel: 'mail', consentSource: 'form' },
  { ...plainChange, id: 'i', at: noon + day, what: 'invoice-unpaid', invoiceId: 'i7', dueOn: 20_464 },
  {
    kind: 'support-contact',
    id: 'n',
    at: noon + 2 * day,
    caseId: '4711',
    what: 'notice-given',
    caseKind: 'other',
    channel: null,
    desk: null,
    level: null,
    promisedBy: null,
    rating: null,
    motive: 'price',
    effectiveOn: null,
    important: false,
  },
];

/** What is known of ann after her notice, and what will be said when it takes effect. */
function ann(): CustomerLook {
  let state = initialState;
  let wakes: ReturnType<typeof applyFact>['wakes'] = [];
  const said: Output[] = [];
  for (const fact of facts) {
    const step = applyFact(state, fact, context);
    ({ state, wakes } = step);
    said.push(...step.outputs);
  }
  const journey = [
    { at: noon, what: 'purchase', id: 'p', detail: '1999' },
    ...said.map(({ at, type, recordId }) => ({ at, what: type, id: recordId, detail: 'why' })),
  ];
  const ahead = wakes.flatMap((wake) => applyDeadline(state, wake, context).outputs);
  return { customerId: 'ann', partition: 3, completeTo: noon + 2 * day, state, journey, ahead };
}

describe('one customer for a person to read', () => {
  it('is told in the business time zone, with amounts in their currency', () => {
    const text = customerText(ann(), null, showing);
    expect(text).toContain('Customer ann, all judged up to 2026-01-12 12:00 (times in Europe/Paris)\n');
    expect(text).toMatch(/\n {2}2026-01-10 12:00 {2}purchase +19\.99 EUR\n/);
    expect(text).toContain('1 day, the last on 2026-01-10');
  });

  it('tells what was bought on a day long ago in one line, without a time', () => {
    const journey = [{ at: noon - 12 * 3_600_000, what: 'purchase', id: null, detail: '1999' }];
    expect(customerText({ ...ann(), journey }, null, showing)).toMatch(/\n {2}2026-01-10 {2}purchase +19\.99 EUR\n/);
  });

  it('tells where the customer stands and what may be done: risk, notice, consents with their proof, what is unpaid', () => {
    const text = customerText(ann(), null, showing).replaceAll(/ {2,}/g, '  ');
    expect(text).toContain('risk  silence steady, incidents steady, notice given\n');
    expect(text).toContain('notice  given on 2026-01-12 12:00  takes effect on 2026-02-11\n');
    expect(text).toContain('consent  may be contacted by mail  since 2026-01-11 12:00, by form\n');
    expect(text).toContain('unpaid  i7  due 2026-01-11\n');
  });

  it('tells what will happen, at the start of the day on which it will, and the end of an action that nothing came of', () => {
    const open = {
      actionId: 'x/action',
      alertIds: [],
      kind: 'reactive-retention',
      rule: 'notice',
      phase: 'leaving',
      trigger: 'notice',
      expiresAt: noon + 5 * day,
    } as const;
    const decision = { at: noon + 2 * day, what: 'RetentionAction', id: 'x/action', detail: 'reactive-retention by phone' };
    const text = customerText(ann(), { open, journey: [decision] }, showing);
    expect(text).toContain('reactive-retention by phone');
    expect(text.slice(text.indexOf('If nothing more comes'))).toBe(
      [
        'If nothing more comes',
        '  2026-01-15 12:00  ActionCalledOff      reactive-retention expires: x/action',
        '  2026-02-11 00:00  LifecycleTransition  first-time > inactive (notice-effective)',
        '  2026-02-11 00:00  AlertClosed          leaving (escalated)',
      ].join('\n'),
    );
  });

  it('says so where nothing will be said', () => {
    expect(customerText({ ...ann(), ahead: [], journey: [] }, null, showing)).toMatch(
      /Journey\n {2}nothing is kept of it\n\nIf nothing more comes\n {2}nothing will be said$/,
    );
  });

  it('tells an alert to come by its phase, in the language asked for', () => {
    const bought = applyFact(initialState, facts[0]!, context).state;
    const ahead = applyFact(bought, facts[3]!, context).outputs;
    const text = customerText({ ...ann(), ahead }, null, { ...showing, french: true });
    expect(text).toMatch(/ RiskAlert +leaving: A résilié pour le 11 février 2026/);
  });
});
