import { describe, expect, it } from 'vitest';
import { ago, agoFr, count, countFr, duration, durationFr } from './words.ts';

const hour = 3_600_000;

describe('a number of things', () => {
  it('is singular or plural as the language has it', () => {
    expect([0, 1, 1.5, 2].map((number) => count(number, 'day', 'days'))).toEqual(['0 days', '1 day', '1.5 days', '2 days']);
    expect([0, 1, 1.5, 2].map((number) => countFr(number, 'jour', 'jours'))).toEqual(['0 jour', '1 jour', '1,5 jour', '2 jours']);
  });

  it('is grouped as the language has it', () => {
    expect(count(12_345, 'day', 'days')).toBe('12,345 days');
    expect(countFr(12_345, 'jour', 'jours')).toBe('12\u{202F}345 jours');
  });
});

describe('a time', () => {
  it.each([
    [0, 'less than an hour', "moins d'une heure"],
    [hour, '1 hour', '1 heure'],
    [23.4 * hour, '23 hours', '23 heures'],
    [24 * hour, '1 day', '1 jour'],
    [60 * hour, '3 days', '3 jours'],
  ])('of %d ms is %s, %s', (milliseconds, english, french) => {
    expect(duration(milliseconds)).toBe(english);
    expect(durationFr(milliseconds)).toBe(french);
    expect(ago(milliseconds)).toBe(`${english} ago`);
    expect(agoFr(milliseconds)).toBe(`il y a ${french}`);
  });
});
