import { describe, expect, test } from 'vitest';
import { readCdnowCalibration, readCdnowCalibrationFile } from './calibration.ts';
import { fitCalibration } from './fit-calibration.ts';
import { readCdnow } from './index.ts';

const customers = readCdnow();
const purchases = [...customers.values()].flat();

describe('the CDNOW file', () => {
  test('a row becomes an event whose id is the file and the row, at midnight of its date, in cents', () => {
    expect(customers.get('00002')).toEqual([
      { kind: 'purchase', id: 'e231e1e5-0000002', at: Date.parse('1997-01-12T00:00:00Z'), amountMinor: 1200, categories: ['cd'] },
      { kind: 'purchase', id: 'e231e1e5-0000003', at: Date.parse('1997-01-12T00:00:00Z'), amountMinor: 7700, categories: ['cd'] },
    ]);
  });

  test('no row is lost, not even one that repeats another', () => {
    expect(customers.size).toBe(23_570);
    expect(purchases).toHaveLength(69_659);
    expect(new Set(purchases.map(({ id }) => id)).size).toBe(69_659);
  });

  test('80 rows have amount zero', () => {
    expect(purchases.filter(({ amountMinor }) => amountMinor === 0)).toHaveLength(80);
  });
});

describe('the calibration of the demo', () => {
  test('the file is what the script makes of the data', () => {
    expect(readCdnowCalibrationFile()).toEqual(fitCalibration(customers));
  });

  test('large customers start at 142.80, medium ones at 49.68', () => {
    expect(readCdnowCalibration().pmgEdges).toEqual({ large: 142_80, medium: 49_68 });
  });

  test('it says that it looks ahead', () => {
    expect(readCdnowCalibrationFile().provenance).toMatch(/looks ahead/i);
  });
});
