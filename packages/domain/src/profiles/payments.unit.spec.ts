import { describe, expect, it } from 'vitest';
import { onDay } from '../contacts/spec-support.ts';
import { defaultRules } from '../lifecycle/default-rules.ts';
import type { ProfileChange } from '../lifecycle/facts.ts';
import { paymentPointsAt, recentFailedPayments } from './payments.ts';
import { change, changed } from './spec-support.ts';

const contractual = change(-1, 'relationship', { relationship: 'contractual' });
const unpaid = change(0, 'invoice-unpaid', { invoiceId: 'a' });
const failed = (day: number) => change(day, 'payment-failed');
const pointsOn = (day: number, ...changes: readonly ProfileChange[]) =>
  paymentPointsAt(changed(contractual, ...changes), onDay(day), defaultRules);

describe('the payments of a contractual customer', () => {
  it('give 3 points with an unpaid invoice, without decay, until it is paid', () => {
    expect(pointsOn(0, unpaid)).toBe(3);
    expect(pointsOn(400, unpaid)).toBe(3);
    expect(pointsOn(1, unpaid, change(1, 'invoice-paid', { invoiceId: 'a' }))).toBe(0);
  });

  it('give 2 points with a failed payment of the last 60 days, 4 with two', () => {
    expect(pointsOn(59.999, failed(0))).toBe(2);
    expect(pointsOn(60, failed(0))).toBe(0);
    expect(pointsOn(10, failed(0), failed(10))).toBe(4);
    expect(pointsOn(60, failed(0), failed(10))).toBe(2);
  });

  it('give the greatest of both', () => {
    expect(pointsOn(1, unpaid, failed(1))).toBe(3);
  });

  it('give none where there is nothing', () => {
    expect(pointsOn(0)).toBe(0);
    expect(paymentPointsAt(null, onDay(0), defaultRules)).toBe(0);
  });
});

describe('the payments of a transactional customer', () => {
  it('give no points, but failures are known', () => {
    const profile = changed(unpaid, failed(0), failed(1));
    expect(paymentPointsAt(profile, onDay(1), defaultRules)).toBe(0);
    expect(recentFailedPayments(profile, onDay(1), defaultRules)).toHaveLength(2);
    expect(recentFailedPayments(null, onDay(1), defaultRules)).toEqual([]);
  });
});
