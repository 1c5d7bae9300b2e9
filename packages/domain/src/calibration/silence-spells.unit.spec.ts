import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SilenceSpells } from './silence-spells.ts';
import { boughtOn } from './spec-support.ts';

const options = { purchaseDaysMin: 4, falseAlarmDays: 30, daysMax: 365 };
/** Four days in a row, then silence of so many days; -1 for one that lasts. */
const coreSilentFor = (days: number) => boughtOn(days < 0 ? [0, 1, 2, 3] : [0, 1, 2, 3, 3 + days]);

function spells(asOf: number, silences: readonly number[]): SilenceSpells {
  const all = new SilenceSpells(asOf, options);
  for (const silence of silences) all.add(coreSilentFor(silence));
  return all;
}

describe('the least silence of a core customer who is gone', () => {
  it('is that after which few enough come back within the days of a false alarm', () => {
    // Of ten who were silent for 200 days two came back on day 220: after 190 days that is a fifth, after 221 nobody.
    const ten = [220, 220, ...Array.from({ length: 8 }, () => -1)];
    expect(spells(1_000, ten).leastSilence(150, 0.1, 5)).toBe(150);
    expect(spells(1_000, ten).leastSilence(190, 0.1, 5)).toBe(221);
    expect(spells(1_000, ten).leastSilence(190, 0.2, 5)).toBe(190);
  });

  it('looks only at silences whose end could have been seen', () => {
    expect(spells(3 + 150 + 29, [-1, -1, -1, -1, -1]).leastSilence(150, 0.1, 5)).toBeNull();
    expect(spells(3 + 150 + 30, [-1, -1, -1, -1, -1]).leastSilence(150, 0.1, 5)).toBe(150);
  });

  it('is not known from too few, nor of customers with fewer purchase days', () => {
    expect(spells(1_000, [-1, -1, -1]).leastSilence(150, 0.1, 5)).toBeNull();
    const newcomers = new SilenceSpells(1_000, options);
    for (let count = 0; count < 10; count += 1) newcomers.add(boughtOn([0, 1, 2]));
    expect(newcomers.leastSilence(150, 0.1, 5)).toBeNull();
  });

  it('is what counting customer by customer gives', () => {
    // Beyond a year the first four days would have left the window, and not be known any more.
    const anySilence = fc.oneof(fc.constant(-1), fc.integer({ min: 1, max: 361 }));
    const anySilences = fc.array(anySilence, { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        anySilences,
        fc.integer({ min: 100, max: 900 }),
        fc.integer({ min: 0, max: 365 }),
        (silences, asOf, daysMin) => {
          // Whoever came back is silent anew from then on.
          const silent = silences.flatMap((silence) =>
            silence < 0 || 3 + silence > asOf
              ? [{ from: 3, lasts: Number.POSITIVE_INFINITY }]
              : [
                  { from: 3, lasts: silence },
                  { from: 3 + silence, lasts: Number.POSITIVE_INFINITY },
                ],
          );
          const counted = (days: number) => {
            const reached = silent.filter(({ from, lasts }) => lasts >= days && from + days + 30 <= asOf);
            return { silent: reached.length, back: reached.filter(({ lasts }) => lasts <= days + 30).length };
          };
          const lengths = Array.from({ length: 366 }, (_, days) => ({ days, ...counted(days) }));
          const tooFew = lengths.findIndex((length) => length.silent < 3);
          const enough = tooFew < 0 ? lengths : lengths.slice(0, tooFew);
          const expected = enough.find((length) => length.days >= daysMin && length.back <= 0.25 * length.silent);
          expect(spells(asOf, silences).leastSilence(daysMin, 0.25, 3)).toBe(expected?.days ?? null);
        },
      ),
      { numRuns: 300 },
    );
  });
});
