import { readFileSync } from 'node:fs';
import type { Calendar, Fact, MainDefectorAlert, RhythmParameters } from '@ebb/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pAlive } from './alive.ts';
import { asOfDay, bought, refunded, roundCalibration, story } from './by-hand.ts';
import { comparable } from './comparable.ts';
import { documentedRules } from './documented-rules.ts';
import { expectedPurchasesIfAlive } from './expected-purchases.ts';
import { utcCalendar } from './utc-calendar.ts';

/** Four weekly purchases of 20.00. Watch falls due 32 days after the last, leaving 53, gone after the least of 150. */
const weekly = [0, 7, 14, 21].map((day) => bought(day));
const becomesCore = [
  '0: none steady > first-time steady (first-purchase)',
  '7: first-time steady > early-repeat steady (repeat-purchase)',
  '21: early-repeat steady > core steady (core-test)',
];
const goesSilent = [
  '53: core steady > core watch (silence)',
  '74: core watch > core leaving (silence)',
  '74: alert leaving',
  '171: core leaving > core-defector steady (silence)',
  '171: leaving alert closed (escalated)',
  '171: alert gone',
];
const isGone = [...becomesCore, ...goesSilent];

const of1250 = (days: readonly number[]) => days.map((day) => bought(day, { amountMinor: 12_50 }));
const stageAsOf = (asOf: number) => asOfDay(0, [bought(0)], { asOf }).state.stage;

describe('climbing', () => {
  test('two orders on one day are one purchase day: the customer stays first-time', () => {
    const verdict = asOfDay(5, [bought(0, { hour: 9 }), bought(0, { hour: 18 })]);
    expect(story(verdict)).toEqual(['0: none steady > first-time steady (first-purchase)']);
    expect(verdict.state).toMatchObject({
      stage: 'first-time',
      lifetime: 1,
      frequency: 1,
      monetaryMinor: 40_00,
      purchaseDays: 1,
    });
  });

  test('the fourth purchase day within 365 days makes a core customer, if revenue reaches the medium edge to the cent', () => {
    expect(story(asOfDay(22, weekly))).toEqual(becomesCore);
    expect(asOfDay(22, of1250([0, 7, 14, 21])).state.stage).toBe('core');
    const aCentLess = [...of1250([0, 7, 14]), bought(21, { amountMinor: 12_49 })];
    expect(asOfDay(22, aCentLess).state.stage).toBe('early-repeat');
  });

  test('a day exactly 365 days ago has left the window', () => {
    const fiveDays = asOfDay(366, of1250([0, 80, 150, 250, 365])).state;
    expect(fiveDays).toMatchObject({ frequency: 4, monetaryMinor: 50_00, purchaseDays: 5, firstDay: 0, lastDay: 365 });
    expect(asOfDay(365, of1250([0, 80, 150, 250, 364])).state).toMatchObject({ frequency: 5, monetaryMinor: 62_50 });
  });
});

describe('falling silent', () => {
  test('one purchase and no more: lapsed on the first whole day at which P(alive) is at most 0.45', () => {
    // (5 + T) / 5 / 3 >= 1 / 0.45 - 1 from T = 13.33 weeks = 93.3 days on.
    const verdict = asOfDay(200, [bought(0)]);
    expect(story(verdict)).toEqual([
      '0: none steady > first-time steady (first-purchase)',
      '94: first-time steady > inactive steady (silence)',
    ]);
    expect(verdict.outputs.map(({ recordId }) => recordId)).toEqual([
      'bought-0-12/transition',
      'ann@lapse@1970-04-05/transition',
    ]);
  });

  test('the day on which P(alive) is exactly at the threshold is the day', () => {
    // 1 / (1 + (5 + T) / 5) = 0.2 at T = 15 weeks.
    const calibration = { ...roundCalibration, rhythm: { r: 1, alpha: 5, a: 1, b: 1 } };
    const rules = {
      ...documentedRules,
      lapse: { ...documentedRules.lapse, firstTime: { pAlive: 0.2, daysMin: 90, daysMax: 180 } },
    };
    expect(story(asOfDay(200, [bought(0)], { calibrations: [calibration], rules })).at(-1)).toMatch(/^105: /);
  });

  test('however slow the rhythm, 180 days after a first and only purchase are enough', () => {
    const calibration = { ...roundCalibration, rhythm: { ...roundCalibration.rhythm, alpha: 500 } };
    expect(story(asOfDay(200, [bought(0)], { calibrations: [calibration] })).at(-1)).toMatch(/^180: /);
  });

  test('the days are those of the business: a purchase at 22:00Z is made on the next day in Kyiv', () => {
    const twoHours = 2 * 3_600_000;
    const kyivInWinter: Calendar = {
      dayOf: (instant) => utcCalendar.dayOf(instant + twoHours),
      startOf: (day) => utcCalendar.startOf(day) - twoHours,
    };
    const facts = [bought(0, { hour: 21 }), bought(0, { hour: 22 })];
    const { state, outputs } = asOfDay(200, facts, { calendar: kyivInWinter });
    expect(state).toMatchObject({ purchaseDays: 2, firstDay: 0, lastDay: 1 });
    expect(outputs.at(-1)).toMatchObject({ causeId: 'ann@lapse@1970-04-02', at: Date.parse('1970-04-01T22:00:00Z') });
  });

  test('early repeat buyers lapse by their own rhythm', () => {
    // ((5 + T) / 8)^2 / 4 >= 1 / 0.3 - 1 from T = 19.44 weeks = 136.1 days on: 116 days after the purchase of day 21.
    expect(story(asOfDay(200, [bought(0), bought(21)])).at(-1)).toBe('137: early-repeat steady > inactive steady (silence)');
    // Here it would be day 94, 87 days after the purchase: the bound of 90 days holds.
    expect(story(asOfDay(200, [bought(0), bought(7)])).at(-1)).toBe('97: early-repeat steady > inactive steady (silence)');
  });

  test('a core customer is watched, is leaving, is gone', () => {
    expect(story(asOfDay(400, weekly))).toEqual(isGone);
  });

  test('an alert carries what the silence was measured by', () => {
    const alerts = asOfDay(400, weekly).outputs.filter((output) => output.type === 'MainDefectorAlert');
    expect(alerts[0]).toMatchObject({
      recordId: 'ann@leaving@1970-03-16/alert',
      causeId: 'ann@leaving@1970-03-16',
      at: utcCalendar.startOf(74),
      phase: 'leaving',
      stage: 'core',
      lifetime: 1,
      trigger: 'silence',
      causes: [{ cause: 'unknown', proof: 'none' }],
      notAssessable: ['boredom'],
      calibrationVersion: 7,
      pmg: 'medium',
      evidence: {
        incidents: null,
        notice: null,
        payments: null,
        silence: {
          lastPurchaseDay: 21,
          silenceDays: 53,
          usualGapDays: 7,
          purchaseDays: 4,
          frequency: 4,
          monetaryMinor: 80_00,
          pAliveThreshold: 0.3,
          recencyScore: 3,
          frequencyScore: 3,
          monetaryScore: 3,
          pmg: 'medium',
        },
      },
      restsOn: ['bought-21-12'],
    });
    // 1 / (1 + (15.5714 / 8)^4 / 6), and that times 1 - (15.5714 / 41.2857)^4.
    expect(alerts[0]?.evidence.silence?.pAlive).toBeCloseTo(0.29479, 5);
    expect(alerts[0]?.evidence.silence?.pBuysWithin180Days).toBeCloseTo(0.28883, 5);
    expect(alerts[1]).toMatchObject({
      recordId: 'ann@gone@1970-06-21/alert',
      stage: 'core-defector',
      evidence: { silence: { silenceDays: 150 } },
    });
  });

  test('size and scores are those of the last purchase, whatever was refunded since without naming it', () => {
    const of3750 = weekly.map((purchase) => ({ ...purchase, amountMinor: 37_50 }));
    const [alert] = asOfDay(75, [...of3750, refunded(40, 10_00)]).outputs.filter((output) => output.type === 'MainDefectorAlert');
    expect(alert?.evidence.silence).toMatchObject({ monetaryMinor: 150_00, monetaryScore: 4, pmg: 'large' });
  });

  test('at one instant the strongest deadline speaks alone', () => {
    const { core } = documentedRules;
    const rules = {
      ...documentedRules,
      core: { ...core, watch: { ...core.watch, daysMin: 60 }, leaving: { ...core.leaving, daysMin: 60 } },
    };
    expect(story(asOfDay(82, weekly, { rules })).slice(3)).toEqual([
      '81: core steady > core leaving (silence)',
      '81: alert leaving',
    ]);
  });

  test('a core customer whose purchase days leave the window is fading, long before silence speaks', () => {
    // Silence would speak 190 days after the last purchase; the purchase of day 0 leaves the window after 65.
    const rarely = [0, 90, 200, 300].map((day) => bought(day));
    const fading = ['300: early-repeat steady > core steady (core-test)', '365: core steady > core watch (fading)'];
    expect(story(asOfDay(366, rarely)).slice(2)).toEqual(fading);
    const fourInTheWindowAgain = [...rarely, bought(400)];
    expect(story(asOfDay(401, fourInTheWindowAgain)).slice(2)).toEqual([...fading, '400: core watch > core steady (purchase)']);
    const stillThree = [...rarely, bought(470)];
    expect(story(asOfDay(471, stillThree)).slice(2)).toEqual(fading);
  });

  test('without a calibration silence does not speak, and nobody is core', () => {
    expect(asOfDay(2000, weekly, { calibrations: [] }).state).toMatchObject({
      stage: 'early-repeat',
      risk: 'steady',
      everCore: false,
    });
  });
});

describe('buying again', () => {
  test('a purchase at the very instant of a deadline comes before it', () => {
    expect(story(asOfDay(172, [...weekly, bought(171, { hour: 0 })])).slice(6)).toEqual([
      '171: core leaving > core steady (purchase)',
      '171: leaving alert closed (purchased)',
    ]);
    expect(story(asOfDay(172, [...weekly, bought(171, { hour: 1 })]))).toContain(
      '171: core-defector steady > core steady (false-alarm)',
    );
  });

  test('a core customer who is leaving and buys is steady again, and the alert is closed', () => {
    expect(story(asOfDay(76, [...weekly, bought(75)])).slice(6)).toEqual([
      '75: core leaving > core steady (purchase)',
      '75: leaving alert closed (purchased)',
    ]);
  });

  test('back on the 30th day after going: a false alarm, as if never gone', () => {
    const verdict = asOfDay(202, [...weekly, bought(201)]);
    expect(story(verdict).slice(isGone.length)).toEqual([
      '201: core-defector steady > core steady (false-alarm)',
      '201: gone alert closed (false-alarm)',
    ]);
    expect(verdict.state).toMatchObject({ stage: 'core', lifetime: 1 });
  });

  test('back on the 31st day: a return into a second lifetime', () => {
    const verdict = asOfDay(203, [...weekly, bought(202)]);
    expect(story(verdict).slice(isGone.length)).toEqual([
      '202: core-defector steady > returned steady (return)',
      '202: gone alert closed (returned)',
    ]);
    expect(verdict.state).toMatchObject({ stage: 'returned', lifetime: 2, everCore: true });
  });

  test('a false alarm is judged as an ordinary purchase too: a first-time customer is an early repeat buyer at once', () => {
    const verdict = asOfDay(101, [bought(0), bought(100)]);
    expect(verdict.outputs.slice(2).map(({ recordId }) => recordId)).toEqual([
      'bought-100-12/transition',
      'bought-100-12/transition-2',
    ]);
    expect(story(verdict).slice(2)).toEqual([
      '100: inactive steady > first-time steady (false-alarm)',
      '100: first-time steady > early-repeat steady (repeat-purchase)',
    ]);
  });

  test('who returned is judged at the next purchase day, not by a second order on the day of the return', () => {
    const backTwiceOnOneDay = [...weekly, bought(202, { hour: 8 }), bought(202, { hour: 20 })];
    expect(asOfDay(203, backTwiceOnOneDay).state.stage).toBe('returned');
    expect(asOfDay(204, [...backTwiceOnOneDay, bought(203)]).state.stage).toBe('core');
    const wasOnceFirstTime = [bought(0), bought(200), bought(201)];
    expect(story(asOfDay(202, wasOnceFirstTime)).at(-1)).toBe('201: returned steady > early-repeat steady (repeat-purchase)');
  });

  test('who was core once and lapses again after a return is a core defector again', () => {
    // ((5 + T) / 33.857)^5 / 7 >= 1 / 0.3 - 1 from T = 54.2 weeks = 379.4 days on.
    expect(story(asOfDay(700, [...weekly, bought(202)])).slice(-2)).toEqual([
      '380: returned steady > core-defector steady (silence)',
      '380: alert gone',
    ]);
  });

  test('the same phase does not alert again within the time set; the risk changes all the same', () => {
    // The second time, leaving falls due on day 158, 84 days after the first.
    const again = [...weekly, bought(75)];
    const told = (alertAgainDaysMin: number) =>
      story(asOfDay(159, again, { rules: { ...documentedRules, alertAgainDaysMin } })).slice(-2);
    expect(told(84)).toEqual(['158: core watch > core leaving (silence)', '158: alert leaving']);
    expect(told(85).at(-1)).toBe('158: core watch > core leaving (silence)');
  });
});

describe('refunds', () => {
  test('a day refunded away no longer counts; a day bought at price 0 does', () => {
    const { state } = asOfDay(30, [bought(0), bought(7, { amountMinor: 0 }), bought(14), refunded(20, 20_00, 14)]);
    expect(state).toMatchObject({ stage: 'early-repeat', frequency: 2, monetaryMinor: 20_00, purchaseDays: 2, lastDay: 7 });
  });

  test('a refund changes neither stage nor deadline, but counts at the next purchase', () => {
    expect(story(asOfDay(400, [...weekly, refunded(22, 20_00, 21)]))).toEqual(isGone);
    expect(story(asOfDay(23, [...weekly.slice(0, 3), refunded(15, 20_00, 14), bought(21)]))).toEqual(becomesCore.slice(0, 2));
  });

  test('with every day refunded away the rhythm is that of one purchase on the first day', () => {
    const nothingLeft = [bought(0, { hour: 9 }), refunded(0, 40_00), bought(0, { hour: 18 })];
    expect(story(asOfDay(200, nothingLeft)).at(-1)).toBe('94: first-time steady > inactive steady (silence)');
  });

  test('where the day of a purchase is refunded away and its silence is long over, it speaks at the next start of a day', () => {
    // Only day 0 counts, so the lapse of who returned would have been due on day 210.
    const refundedReturn = [bought(0), bought(250), refunded(250, 40_00), bought(250, { hour: 18 })];
    expect(story(asOfDay(300, refundedReturn)).slice(2)).toEqual([
      '250: inactive steady > returned steady (return)',
      '251: returned steady > inactive steady (silence)',
    ]);
  });

  test('a refund of what left the window changes nothing; without a purchase named it lowers its own day', () => {
    expect(asOfDay(366, [bought(0), refunded(365, 20_00, 0)]).state).toMatchObject({ purchaseDays: 1, monetaryMinor: 20_00 });
    expect(asOfDay(365, [bought(0), refunded(364, 20_00, 0)]).state).toMatchObject({
      purchaseDays: 0,
      monetaryMinor: 0,
      firstDay: 0,
      lastDay: 0,
    });
    const refundUnnamed = [bought(0), refunded(3, 30_00), bought(9)];
    expect(asOfDay(10, refundUnnamed).state).toMatchObject({ purchaseDays: 2, monetaryMinor: 10_00 });
  });
});

describe('the judge itself', () => {
  test('a deadline at the final instant has spoken; a millisecond earlier it has not', () => {
    expect(stageAsOf(utcCalendar.startOf(94))).toBe('inactive');
    expect(stageAsOf(utcCalendar.startOf(94) - 1)).toBe('first-time');
  });

  test('any order of the facts, and any of them doubled, gives the same verdict', () => {
    const facts: readonly Fact[] = [
      ...weekly,
      bought(75),
      refunded(76, 20_00, 75),
      bought(230),
      bought(231),
      bought(231, { hour: 9 }),
    ];
    const expected = asOfDay(700, facts);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...facts], { minLength: facts.length }),
        fc.shuffledSubarray([...facts]),
        (shuffled, doubled) => {
          expect(asOfDay(700, [...shuffled, ...doubled])).toEqual(expected);
        },
      ),
    );
  });

  test("P(alive) and expected purchases agree with an independent implementation's", () => {
    const golden = JSON.parse(readFileSync(new URL('../../../../infra/cdnow/golden.json', import.meta.url), 'utf8')) as {
      mbg_nbd: {
        params: RhythmParameters;
        points_x_tx_T: [number, number, number][];
        p_alive: number[];
        expected_purchases_next_39_weeks: number[];
      };
    };
    const { params, points_x_tx_T: points, p_alive: alive, expected_purchases_next_39_weeks: purchases } = golden.mbg_nbd;
    for (const [index, [repeats, tx, T]] of points.entries()) {
      const rhythm = { firstDay: 0, lastDay: 7 * tx, repeats };
      const isAlive = pAlive(params, rhythm, 7 * T);
      expect(isAlive).toBeCloseTo(alive[index] ?? Number.NaN, 5);
      const expected = isAlive * expectedPurchasesIfAlive(params, rhythm, 7 * T, 7 * 39);
      expect(expected).toBeCloseTo(purchases[index] ?? Number.NaN, 5);
    }
    expect(points).toHaveLength(8);
  });

  test('an alert is compared without its sentence and the last bits of its fractions', () => {
    const [alert] = asOfDay(75, weekly).outputs.filter((output) => output.type === 'MainDefectorAlert');
    if (alert === undefined) throw new Error('no alert');
    const silence = (change: object) => ({
      ...alert,
      evidence: { ...alert.evidence, silence: { ...alert.evidence.silence, ...change } },
    });
    const pAliveNearly = (alert.evidence.silence?.pAlive ?? 0) * (1 + 2 ** -50);
    const inWords = { ...silence({ pAlive: pAliveNearly }), explanation: 'Ann has been silent.', rulesVersion: 'abc' };
    expect(comparable(inWords as unknown as MainDefectorAlert)).toEqual(comparable(alert));
    expect(comparable(silence({ silenceDays: 54 }) as unknown as MainDefectorAlert)).not.toEqual(comparable(alert));
  });
});
