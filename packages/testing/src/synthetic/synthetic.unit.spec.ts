/** A quarter of CDNOW's customers, so that all that is rare occurs; a few seconds. */
import { type BorderLimits, engagementFact, profileChangeFact, supportContactFact } from '@ebb/contracts';
import type { Fact } from '@ebb/domain';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCdnow, readCdnowCalibration } from '../cdnow/index.ts';
import { documentedRules, type OracleOutput, oracle, utcCalendar, type Verdict } from '../oracle/index.ts';
import { confusion } from './confusion.ts';
import { type Synthetic, synthetic } from './synthetic.ts';

const from = Date.parse('1997-01-01T00:00:00Z');
const end = Date.parse('1998-07-01T00:00:00Z');
const calibrations = [readCdnowCalibration()];

const customers = [...readCdnow()];
const everyNth = (nth: number) => new Map(customers.filter((_, index) => index % nth === 0));
const eventsOf = ({ supportContacts, profileChanges, engagements }: Synthetic) => [
  ...supportContacts,
  ...profileChanges,
  ...engagements,
];

const limits: BorderLimits = {
  reportingCurrency: 'USD',
  rates: {},
  amountMaxMinor: Number.MAX_SAFE_INTEGER,
  clockSkewMax: 0,
  isoDayOf: () => '',
};

const alert = (customerId: string, at: number, ...causes: ('price' | 'moved' | 'unknown')[]) => ({
  customerId,
  at,
  phase: 'leaving' as const,
  causes: causes.map((cause) => ({ cause })),
});

/** All that is made up, as it passes the border. */
function soundFacts({ supportContacts, profileChanges, engagements }: Synthetic) {
  return [
    ...supportContacts.map((contact) => supportContactFact(contact, limits, contact.occurredAt)),
    ...profileChanges.map((change) => profileChangeFact(change, limits, change.occurredAt)),
    ...engagements.map((engagement) => engagementFact(engagement, limits, engagement.occurredAt)),
  ].map((checked) => {
    if (checked.kind !== 'fact') throw new Error(JSON.stringify(checked));
    return checked;
  });
}

describe('what is made up', () => {
  test('follows from the purchases and the seed alone', () => {
    const histories = everyNth(80);
    const make = (seed: number) => synthetic(histories, { seed, calibrations, plantedShare: 0.5 });
    expect(make(7)).toEqual(make(7));
    expect(eventsOf(make(8))).not.toEqual(eventsOf(make(7)));
  });

  test('nobody gets a cause where none are to be planted among those who fall silent', () => {
    const { planted } = synthetic(everyNth(80), { seed: 7, calibrations, plantedShare: 0 });
    expect([...planted.values()].some(({ plan }) => plan === 'a bad rating')).toBe(false);
  });
});

describe('a quarter of the customers of CDNOW', () => {
  let made: Synthetic;
  let verdicts: readonly Verdict[];
  let outputs: readonly OracleOutput[];
  const histories = everyNth(4);

  beforeAll(() => {
    made = synthetic(histories, { seed: 1, calibrations, plantedShare: 0.5 });
    const facts = new Map<string, Fact[]>(
      [...histories].map(([customerId, purchases]) => [
        customerId,
        purchases.map((purchase) => ({ ...purchase, categories: made.categories.get(purchase.id) ?? purchase.categories })),
      ]),
    );
    for (const { customerId, fact } of soundFacts(made)) facts.set(customerId, [...(facts.get(customerId) ?? []), fact]);
    const settings = { rules: documentedRules, calibrations, calendar: utcCalendar, asOf: end };
    verdicts = [...facts].map(([customerId, known]) => oracle(customerId, known, settings));
    outputs = verdicts.flatMap((verdict) => verdict.outputs);
  });

  test('all of it says that it is synthetic, and lies within the time of the data', () => {
    for (const event of eventsOf(made)) {
      expect(event.eventId).toMatch(/^synthetic-/);
      expect(event.occurredAt).toBeGreaterThanOrEqual(from);
      expect(event.occurredAt).toBeLessThan(end);
    }
    for (const { caseId } of made.supportContacts) expect(caseId).toMatch(/^synthetic-/);
    for (const { campaignId } of made.engagements) expect(campaignId).toMatch(/^synthetic-/);
    for (const categories of made.categories.values()) for (const category of categories) expect(category).toMatch(/^synthetic-/);
    expect(new Set(eventsOf(made).map(({ eventId }) => eventId)).size).toBe(eventsOf(made).length);
  });

  test('some 5 % of the customers are in touch with support', () => {
    const inTouch = new Set(made.supportContacts.map(({ customerId }) => customerId)).size;
    expect(inTouch / histories.size).toBeGreaterThan(0.03);
    expect(inTouch / histories.size).toBeLessThan(0.07);
  });

  test('customers come to every stage', () => {
    const reached = outputs.flatMap((output) => (output.type === 'LifecycleTransition' ? [output.toStage] : []));
    const stages = ['suspect', 'prospect', 'disqualified', 'first-time', 'early-repeat', 'core', 'inactive', 'core-defector'];
    expect(new Set(reached)).toEqual(new Set([...stages, 'returned', 'lost', 'abandoned', 'erased']));
  });

  test('alerts of every kind are raised and closed', () => {
    const said = new Set(
      outputs.flatMap((output) => {
        if (output.type === 'AlertClosed') return [`closed ${output.reason}`];
        return 'trigger' in output ? [`${output.type} ${output.phase} ${output.trigger}`] : [output.type];
      }),
    );
    const raised = [
      'MainDefectorAlert leaving silence',
      'MainDefectorAlert leaving incident',
      'MainDefectorAlert leaving notice',
      'MainDefectorAlert gone silence',
      'MainDefectorAlert gone notice',
      'RiskAlert leaving incident',
      'RiskAlert leaving notice',
      'AbandonmentProposed',
      'ContactabilityChanged',
    ];
    const closed = ['purchased', 'returned', 'false-alarm', 'escalated', 'incident-over', 'notice-withdrawn'];
    for (const kind of [...raised, ...closed.map((reason) => `closed ${reason}`)]) expect(said).toContain(kind);
  });

  test('every planted cause is found first, and none where none was planted', () => {
    const alerts = outputs.flatMap((output) => ('trigger' in output ? [output] : []));
    const table = confusion(made.planted, alerts);
    expect(table.map(({ phase }) => phase)).toEqual(['leaving', 'gone']);
    for (const { rows } of table) {
      for (const { planted, alerts: count, foundFirst, right } of rows) {
        expect(foundFirst).toEqual(new Map([[planted === 'none' ? 'unknown' : planted, count]]));
        expect(right).toBe(count);
      }
    }
    const causes = ['better-offer', 'boredom', 'bounced', 'defect-not-fixed', 'disappointed', 'failed-onboarding', 'moved'];
    const more = ['need-ended', 'none', 'over-solicited', 'payment-difficulty', 'price', 'service-not-performed'];
    expect(table[0]?.rows.map(({ planted }) => planted).toSorted()).toEqual([...causes, ...more].toSorted());
  });
});

test('a confusion table tells what was found first, in any rank, and outside of the time of the planted cause', () => {
  const planted = new Map([['ann', { cause: 'price' as const, plan: 'says so', from: 10, until: 20 }]]);
  const alerts = [
    alert('ann', 9, 'unknown'),
    alert('ann', 10, 'moved', 'price'),
    alert('ann', 20, 'price'),
    alert('bob', 15, 'moved'),
  ];
  const [leaving, gone] = confusion(planted, alerts);
  expect(leaving?.rows).toEqual([
    {
      planted: 'price',
      alerts: 2,
      foundFirst: new Map([
        ['moved', 1],
        ['price', 1],
      ]),
      right: 2,
    },
    {
      planted: 'none',
      alerts: 2,
      foundFirst: new Map([
        ['unknown', 1],
        ['moved', 1],
      ]),
      right: 1,
    },
  ]);
  expect(gone?.rows).toEqual([]);
});
