import { describe, expect, it } from 'vitest';
import { after, contact, onDay, waited } from '../contacts/spec-support.ts';
import { engaged, engagement } from '../engagements/spec-support.ts';
import { change, changed } from '../profiles/spec-support.ts';
import { causesOn, namesOn } from './spec-support.ts';

describe('causes', () => {
  it('are unknown, without proof, where nothing is known', () => {
    expect(causesOn(0, {}).causes).toEqual([
      {
        cause: 'unknown',
        proof: 'none',
        at: onDay(0),
        caseId: null,
        detail: 'nothing tells why',
        detailFr: 'rien ne dit pourquoi',
        restsOn: [],
      },
    ]);
  });

  it('are ranked by proof: stated, open, closed, pattern', () => {
    const contacts = after(
      contact(0, 'notice-given', { motive: 'price' }),
      contact(0, 'opened', { caseId: 'open', caseKind: 'service-not-performed', important: true }),
      contact(1, 'rating', { rating: 1 }),
    );
    const campaigns = Array.from({ length: 8 }, (_, index) => engagement(index / 10, 'campaign-sent'));
    expect(namesOn(2, { contacts, engagements: engaged(...campaigns) })).toEqual([
      'price',
      'service-not-performed',
      'disappointed',
      'over-solicited',
    ]);
  });

  it('of the same proof are ranked by time, the newest first', () => {
    const late = contact(0, 'opened', { caseKind: 'defect' });
    const profile = changed(change(0, 'payment-failed'), change(11, 'payment-failed'));
    expect(namesOn(12, { contacts: waited(after(late), onDay(12)), profile })).toEqual([
      'payment-difficulty',
      'defect-not-fixed',
    ]);
    const earlier = changed(change(0, 'payment-failed'), change(9, 'payment-failed'));
    expect(namesOn(12, { contacts: waited(after(late), onDay(12)), profile: earlier })).toEqual([
      'defect-not-fixed',
      'payment-difficulty',
    ]);
  });

  it('of the same proof and time come in the order of the table', () => {
    const bounced = after(
      contact(0, 'opened', { caseKind: 'complaint', desk: 'front' }),
      contact(1, 'transferred', { desk: 'second' }),
      contact(2, 'transferred', { desk: 'front' }),
    );
    expect(namesOn(3, { contacts: bounced })).toEqual(['bounced', 'disappointed']);
  });

  it('are named once each, by the strongest proof', () => {
    const contacts = waited(
      after(
        contact(0, 'notice-given', { motive: 'disappointed' }),
        contact(0, 'opened', { caseKind: 'complaint' }),
        contact(1, 'rating', { rating: 1 }),
      ),
      onDay(9),
    );
    expect(causesOn(9, { contacts }).causes).toMatchObject([{ cause: 'disappointed', proof: 'stated' }]);
  });
});
