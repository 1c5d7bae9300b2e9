/** The figures of docs/cdnow.md. The slowest of the unit tests: a few seconds, as the oracle walks 23,570 lives twice. */
import { beforeAll, describe, expect, test } from 'vitest';
import { documentedRules, oracle, utcCalendar, type Verdict } from '../oracle/index.ts';
import { cdnowEnd, readCdnow, readCdnowCalibration } from './index.ts';

const lastDay = Date.parse('1998-06-30T00:00:00Z');

function verdicts({ alertAgainDaysMin, asOf }: { alertAgainDaysMin: number; asOf: number }): readonly Verdict[] {
  const settings = {
    rules: { ...documentedRules, alertAgainDaysMin },
    calibrations: [readCdnowCalibration()],
    calendar: utcCalendar,
    asOf,
  };
  return [...readCdnow()].map(([customerId, purchases]) => oracle(customerId, purchases, settings));
}

function count(keys: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(Object.groupBy(keys, (key) => key)).map(([key, equal]) => [key, equal?.length ?? 0]));
}

const stages = (all: readonly Verdict[]) => count(all.map(({ state }) => state.stage));
const outputsOf = (all: readonly Verdict[]) => all.flatMap(({ outputs }) => outputs);
const alerts = (all: readonly Verdict[]) => outputsOf(all).filter((output) => output.type === 'MainDefectorAlert');
const transitions = (all: readonly Verdict[]) => outputsOf(all).filter((output) => output.type === 'LifecycleTransition');

describe('as an independent first computation had it: 1998-06-30, an alert may come again at once', () => {
  let all: readonly Verdict[];
  beforeAll(() => {
    all = verdicts({ alertAgainDaysMin: 0, asOf: lastDay });
  });

  test('the stages of all 23,570 customers are the same', () => {
    expect(stages(all)).toEqual({ 'early-repeat': 2_128, core: 3_663, inactive: 15_089, 'core-defector': 600, returned: 2_090 });
  });

  test('there are as many purchase days', () => {
    expect(all.reduce((days, { state }) => days + state.purchaseDays, 0)).toBe(67_591);
  });

  test('as many core customers are leaving', () => {
    expect(alerts(all).filter(({ phase }) => phase === 'leaving')).toHaveLength(2_074);
  });

  test('as many core customers are gone; 4 alerts more are of once-core customers who lapse from returned', () => {
    const goneFromCore = transitions(all).filter(({ fromStage, toStage }) => fromStage === 'core' && toStage === 'core-defector');
    expect(goneFromCore).toHaveLength(902);
    expect(new Set(goneFromCore.map(({ customerId }) => customerId)).size).toBe(898);
    expect(Math.max(...Object.values(count(goneFromCore.map(({ at }) => String(at)))))).toBe(9);
    expect(alerts(all).filter(({ phase }) => phase === 'gone')).toHaveLength(906);
  });
});

describe('as the demo ends: 1998-07-01T00:00Z, the same phase alerts again after 60 days at the earliest', () => {
  let all: readonly Verdict[];
  beforeAll(() => {
    all = verdicts({ alertAgainDaysMin: documentedRules.alertAgainDaysMin, asOf: cdnowEnd });
  });

  test('the deadlines of the last instant are included', () => {
    expect(stages(all)).toEqual({ 'early-repeat': 2_120, core: 3_660, inactive: 15_098, 'core-defector': 603, returned: 2_089 });
  });

  test('one alert is held back by the 60 days', () => {
    expect(count(alerts(all).map(({ phase }) => phase))).toEqual({ leaving: 2_076, gone: 909 });
  });

  test('every alert that was closed says why', () => {
    const closed = outputsOf(all).filter((output) => output.type === 'AlertClosed');
    expect(count(closed.map(({ phase, reason }) => `${phase} ${reason}`))).toEqual({
      'leaving purchased': 736,
      'leaving escalated': 905,
      'gone false-alarm': 99,
      'gone returned': 207,
    });
  });

  test('customers flow between the stages', () => {
    const moves = transitions(all).filter(({ fromStage, toStage }) => fromStage !== toStage);
    expect(count(moves.map(({ fromStage, toStage }) => `${fromStage}>${toStage}`))).toEqual({
      'none>first-time': 23_570,
      'first-time>early-repeat': 8_908,
      'first-time>inactive': 15_237,
      'early-repeat>core': 4_082,
      'early-repeat>inactive': 4_348,
      'core>core-defector': 905,
      'core-defector>core': 99,
      'core-defector>returned': 207,
      'inactive>first-time': 575,
      'inactive>early-repeat': 287,
      'inactive>returned': 3_660,
      'returned>core': 384,
      'returned>early-repeat': 1_355,
      'returned>inactive': 35,
      'returned>core-defector': 4,
    });
  });
});
