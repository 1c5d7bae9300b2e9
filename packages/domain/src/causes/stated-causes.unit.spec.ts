import { describe, expect, it } from 'vitest';
import { after, contact, onDay } from '../contacts/spec-support.ts';
import { engaged, engagement } from '../engagements/spec-support.ts';
import type { Motive } from '../lifecycle/facts.ts';
import { change, changed } from '../profiles/spec-support.ts';
import { causeOn, causesOn, namesOn } from './spec-support.ts';

const motives = ['better-offer', 'price', 'payment-difficulty', 'need-ended', 'moved', 'disappointed'] as const;
const refusal = (motive: Motive | null) => engaged(engagement(0, 'outcome', { outcome: 'refused', motive }));
const failedOn = (...days: readonly number[]) => changed(...days.map((day) => change(day, 'payment-failed')));

describe('a stated cause', () => {
  it.each(motives)('is the motive %s of a notice that stands, however old', (motive) => {
    const contacts = after(contact(0, 'notice-given', { motive, effectiveOn: 20_000 }));
    expect(causesOn(300, { contacts }).causes).toMatchObject([
      { cause: motive, proof: 'stated', at: onDay(0), caseId: null, restsOn: ['notice-given-0'] },
    ]);
  });

  it.each(motives)('is the motive %s of a refusal at most 90 days old', (motive) => {
    const engagements = refusal(motive);
    expect(causesOn(90, { engagements }).causes).toMatchObject([
      { cause: motive, proof: 'stated', at: onDay(0), caseId: null, restsOn: ['outcome-0'] },
    ]);
    expect(namesOn(90.001, { engagements })).toEqual(['unknown']);
  });

  it('is none where the customer says nothing, or something else', () => {
    expect(namesOn(1, { contacts: after(contact(0, 'notice-given')) })).toEqual(['unknown']);
    expect(namesOn(1, { contacts: after(contact(0, 'notice-given', { motive: 'other' })) })).toEqual(['unknown']);
    expect(namesOn(1, { engagements: refusal(null) })).toEqual(['unknown']);
    expect(namesOn(1, { engagements: refusal('other') })).toEqual(['unknown']);
  });

  it('is none of a notice that was withdrawn', () => {
    const contacts = after(contact(0, 'notice-given', { motive: 'price' }), contact(1, 'notice-withdrawn'));
    expect(namesOn(2, { contacts })).toEqual(['unknown']);
  });

  it('says when and how it was stated', () => {
    const contacts = after(contact(0, 'notice-given', { motive: 'price' }));
    expect(causeOn(3, { contacts }, 'price')).toMatchObject({
      detail: 'the price, stated with the notice 3 days ago',
      detailFr: 'prix, motif donné avec la résiliation il y a 3 jours',
    });
    expect(causeOn(1, { engagements: refusal('moved') }, 'moved')).toMatchObject({
      detail: 'moved away, stated when refusing 1 day ago',
      detailFr: "déménagement, motif donné lors d'un refus il y a 1 jour",
    });
  });
});

describe('payment difficulty', () => {
  it('is shown by two failed payments within 60 days, of any customer', () => {
    expect(causesOn(20, { profile: failedOn(0, 10) }).causes).toMatchObject([
      {
        cause: 'payment-difficulty',
        proof: 'open',
        at: onDay(10),
        restsOn: ['payment-failed-0', 'payment-failed-10'],
        detail: '2 failed payments within 60 days, the last 10 days ago',
        detailFr: '2 paiements refusés en 60 jours, le dernier il y a 10 jours',
      },
    ]);
  });

  it('is not shown by one, nor by two of which one is 60 days old', () => {
    expect(namesOn(1, { profile: failedOn(0) })).toEqual(['unknown']);
    expect(namesOn(59.999, { profile: failedOn(0, 10) })).toEqual(['payment-difficulty']);
    expect(namesOn(60, { profile: failedOn(0, 10) })).toEqual(['unknown']);
  });
});
