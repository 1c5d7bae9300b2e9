import { calibrationsFrom, defaultRules } from '@ebb/domain';
import { describe, expect, test } from 'vitest';
import { purchaseRecord, readCdnowCalibration, type SourceEvent } from '../cdnow/index.ts';
import { oracle, utcCalendar } from '../oracle/index.ts';
import { factsOf } from '../pipeline/facts.ts';
import { day, Pen, type Written } from '../synthetic/pen.ts';
import { saidOf } from './alerts.ts';
import type { SimulatedCustomer } from './customer.ts';
import { judgeAgainstTruth } from './judge-against-truth.ts';
import { quartilesOf } from './quartiles.ts';
import { simulatedShop } from './shop.ts';
import { simulate } from './simulate.ts';
import type { DropOut, Pause } from './truth.ts';

const calibration = { ...readCdnowCalibration(), effectiveFrom: 0 };
const calibrations = calibrationsFrom([calibration]);
const begin = Date.parse('2022-01-01T12:00:00Z');
const until = Date.parse('2024-01-01T00:00:00Z');
const options = { calibrations, until, settlingDays: 180 };

interface Told {
  /** Days since the begin on which the customer buys. */
  readonly boughtOn: readonly number[];
  readonly dropOut: DropOut | null;
  readonly pauses?: readonly Pause[];
  readonly tell?: (pen: Pen) => void;
}

/** A customer whose life is told by hand. */
function customerOf(customerId: string, { boughtOn, dropOut, pauses = [], tell = () => {} }: Told): SimulatedCustomer {
  const written: Written = { supportContacts: [], profileChanges: [], engagements: [] };
  tell(new Pen(customerId, () => 0.5, written, until));
  const purchases = boughtOn.map((on): SourceEvent => {
    const purchase = {
      kind: 'purchase',
      id: `${customerId}-${on}`,
      at: begin + on * day,
      amountMinor: 50_00,
      categories: [],
    } as const;
    return { source: 'purchases', record: purchaseRecord(customerId, purchase) };
  });
  const contacts = written.supportContacts.map((record): SourceEvent => ({ source: 'supportContacts', record }));
  const truth = {
    customerId,
    acquiredAt: begin,
    purchasesPerWeek: 1,
    dropOutProbability: 0,
    spendMeanMinor: 50_00,
    pauses,
    dropOut,
  };
  return { truth, events: [...purchases, ...contacts] };
}

const boughtWeekly = [0, 7, 14, 21, 28, 35, 42, 49];
const openDefect = (pen: Pen) =>
  pen.contact(begin + 50 * day, 'defect', { what: 'opened', kind: 'defect', promisedBy: begin + 55 * day });

const byDefect: DropOut = {
  at: begin + 60 * day,
  cause: 'defect-not-fixed',
  beganAt: begin + 50 * day,
  knowableAt: begin + 55 * day,
  caseId: 'synthetic-case-ann-defect',
};
const natural = (at: number): DropOut => ({ at, cause: 'natural', beganAt: at, knowableAt: null, caseId: null });

describe('held against the truth', () => {
  test('an incident that drives a customer away is found before the customer leaves, when it goes badly', () => {
    const { dropOuts } = judgeAgainstTruth(
      [customerOf('ann', { boughtOn: boughtWeekly, dropOut: byDefect, tell: openDefect })],
      options,
    );
    expect(dropOuts).toEqual([
      {
        cause: 'defect-not-fixed',
        told: true,
        dropOuts: 1,
        core: 1,
        alerted: 1,
        alertedCore: 1,
        noticed: 1,
        firstCauses: new Map([['defect-not-fixed', 1]]),
        right: 1,
        daysToAlert: { lower: -5, median: -5, upper: -5 },
        daysFromKnowable: { lower: 0, median: 0, upper: 0 },
      },
    ]);
  });

  test('the same alert of one who stays is about a customer who is alive', () => {
    const stays = customerOf('ann', { boughtOn: [...boughtWeekly, 56, 63, 70], dropOut: null, tell: openDefect });
    const byIncident = judgeAgainstTruth([stays], options).alerts.find(({ trigger }) => trigger === 'incident');
    expect(byIncident).toEqual({ trigger: 'incident', alerts: 1, alive: 1, paused: 0 });
  });

  test('a drop-out that nobody can know of is told of by silence, with an unknown cause', () => {
    const silent = customerOf('bob', { boughtOn: boughtWeekly, dropOut: natural(begin + 49 * day) });
    const { dropOuts, alerts } = judgeAgainstTruth([silent], options);
    expect(dropOuts).toMatchObject([{ cause: 'natural', told: false, alerted: 1, right: 1, daysFromKnowable: null }]);
    expect(dropOuts[0]?.daysToAlert?.median).toBeGreaterThan(defaultRules.core.leaving.daysMin);
    // Leaving, then gone.
    expect(alerts).toEqual([{ trigger: 'silence', alerts: 2, alive: 0, paused: 0 }]);
  });

  test('who never was core is put down as gone, without an alert', () => {
    const once = customerOf('cid', { boughtOn: [0], dropOut: natural(begin) });
    expect(judgeAgainstTruth([once], options).dropOuts).toMatchObject([{ dropOuts: 1, core: 0, alerted: 0, noticed: 1 }]);
  });

  test('silence within a pause is that of a customer who is alive', () => {
    const pause = { from: begin + 50 * day, until: begin + 290 * day };
    const back = customerOf('dan', { boughtOn: [...boughtWeekly, 300], dropOut: null, pauses: [pause] });
    const [row] = judgeAgainstTruth([back], options).alerts;
    expect(row).toMatchObject({ trigger: 'silence', paused: 2 });
    expect(row?.alive).toBe(row?.alerts);
  });

  test('a drop-out shortly before the end of the data is not judged', () => {
    const late = customerOf('eve', { boughtOn: [0], dropOut: natural(until - 179 * day) });
    expect(judgeAgainstTruth([late], options).dropOuts).toEqual([]);
  });
});

test('the alerts are those that the oracle expects', () => {
  for (const customer of simulate({ seed: 6, customers: 200 })) {
    const { customerId } = customer.truth;
    const facts = factsOf(customer.events).get(customerId)!;
    const settings = {
      rules: defaultRules,
      calibrations: [calibration],
      calendar: utcCalendar,
      asOf: simulatedShop.span.until,
    };
    const expected = oracle(customerId, facts, settings).outputs.flatMap((output) => ('trigger' in output ? [output] : []));
    const said = saidOf(customer, calibrations, simulatedShop.span.until).alerts.map(({ at, trigger, causes }) => ({
      at,
      trigger,
      causes,
    }));
    expect(said).toEqual(expected.map(({ at, trigger, causes }) => ({ at, trigger, causes: causes.map(({ cause }) => cause) })));
  }
});

test('quartiles lie between values where there is none', () => {
  expect(quartilesOf([4, 1, 3, 2])).toEqual({ lower: 1.75, median: 2.5, upper: 3.25 });
  expect(quartilesOf([7])).toEqual({ lower: 7, median: 7, upper: 7 });
  expect(quartilesOf([])).toBeNull();
});
