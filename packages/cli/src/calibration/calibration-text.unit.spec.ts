import type { Calibrated, Judgement } from '@ebb/calibration';
import { describe, expect, it } from 'vitest';
import { calibrationText } from './calibration-text.ts';

const rfmEdges = { recency: [-200, -100, -50, -20], frequency: [1, 1, 2, 3], monetary: [1_000, 2_000, 3_000, 4_000] };
const parameters = {
  rhythm: { r: 0.5, alpha: 6, a: 0.9, b: 1.6 },
  spend: null,
  pmgEdges: { medium: 5_000, large: 15_000 },
  rfmEdges,
  goneDaysMin: 154,
  returnTable: null,
  ranking: null,
};
const fit = {
  rhythmLogLikelihood: -1_234.56,
  rhythmIterations: 12,
  spendLogLikelihood: null,
  expectedShare: 0.97,
  scoreDropped: null,
  scoreTrial: {
    asOfDay: 10_000,
    customers: 23_000,
    all: { difference: 0.0061, standardError: 0.0014 },
    core: { difference: -0.001, standardError: 0.002 },
  },
};
const data = {
  asOfDay: 10_000,
  customers: 23_530,
  repeaters: 9_000,
  spanDays: 138,
  points: 4_000,
  activeCustomers: 23_530,
  tableCustomers: 20_000,
};
const predecessor = { version: 3, effectiveFrom: 0, ...parameters, pmgEdges: { medium: 4_000, large: 15_000 } };
const accepted: Judgement = {
  verdict: { kind: 'accepted', data, found: { parameters, fit } },
  predecessor,
  changes: {
    before: predecessor,
    after: parameters,
    customers: { customers: 23_530, pmg: 1_000, recency: 0, frequency: 0, monetary: 0 },
  },
  seenTo: 0,
};

describe('what a calibration comes to', () => {
  it('tells what it rests on, the fit, old and new edges, and how many customers change segment', () => {
    expect(calibrationText(accepted, 'USD').split('\n')).toEqual([
      'On 23,530 customers, 9,000 of whom have bought on two days or more, as of 1997-05-19; version 3 holds.',
      'Rhythm: r 0.500, alpha 6.000, a 0.900, b 1.600; log-likelihood -1234.6.',
      'Within half a year 0.97 of those who bought were expected to.',
      'Core customers count as gone after 154 days of silence at the earliest.',
      "The learnt score ranks customers. Tried on 23,000: AUC above the rhythm's +0.0061 (standard error 0.0014), of core −0.0010 (standard error 0.0020).",
      '',
      'edges            before                                      after                                       customers who change',
      'medium from      40.00 USD                                   50.00 USD',
      'large from       150.00 USD                                  150.00 USD                                  1,000 of 23,530 (4 %)',
      'recency, days    200, 100, 50, 20                            200, 100, 50, 20                            0 of 23,530 (0 %)',
      'frequency, days  1, 1, 2, 3                                  1, 1, 2, 3                                  0 of 23,530 (0 %)',
      'monetary         10.00 USD, 20.00 USD, 30.00 USD, 40.00 USD  10.00 USD, 20.00 USD, 30.00 USD, 40.00 USD  0 of 23,530 (0 %)',
      '',
      'Nothing was published: this was a dry run.',
    ]);
  });

  it('tells why the rhythm ranks where no learnt score does, be it that none could be tried', () => {
    const why = 'It does not rank customers better than the rhythm.';
    const textWith = (change: Partial<typeof fit | { scoreDropped: string; scoreTrial: null }>) =>
      calibrationText(
        { ...accepted, verdict: { kind: 'accepted', data, found: { parameters, fit: { ...fit, ...change } } } },
        'USD',
      );
    expect(textWith({ scoreDropped: why })).toContain(`The rhythm ranks customers: ${why} Tried on 23,000`);
    expect(textWith({ scoreDropped: 'Too few.', scoreTrial: null })).toContain('The rhythm ranks customers: Too few.\n');
  });

  it('tells what was published, and from when on it holds', () => {
    const calibrated: Calibrated = { ...accepted, published: { version: 4, effectiveFrom: Date.UTC(1997, 4, 20) } };
    expect(calibrationText(calibrated, 'USD')).toMatch(
      /Published as version 4\. It judges purchases from 1997-05-20T00:00:00\.000Z on\.$/,
    );
  });

  it('tells why it was refused, or what is missing while it still learns', () => {
    const refused: Judgement = {
      ...accepted,
      verdict: { kind: 'refused', data, reasons: ['Too far.'], found: null },
      changes: null,
    };
    expect(calibrationText(refused, 'USD')).toMatch(/Refused; the last good one stays:\n {2}Too far\.$/);
    const learning: Judgement = {
      ...accepted,
      verdict: { kind: 'learning', data, reasons: ['Too few.'] },
      predecessor: null,
      changes: null,
    };
    const text = calibrationText(learning, 'USD');
    expect(text).toContain('no calibration holds yet');
    expect(text).toMatch(/Still learning, so that silence raises no alerts:\n {2}Too few\.$/);
  });
});
