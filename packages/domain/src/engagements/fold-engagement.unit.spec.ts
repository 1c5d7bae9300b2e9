import { describe, expect, it } from 'vitest';
import { onDay } from '../contacts/spec-support.ts';
import { defaultRules } from '../lifecycle/default-rules.ts';
import type { Outcome } from '../lifecycle/facts.ts';
import { contactsMax, type Engagements } from './engagements.ts';
import { contactsUntil } from './pressure.ts';
import { engaged, engagement } from './spec-support.ts';
import { isWonBack } from './won-back.ts';

const pressureOn = (engagements: Engagements, day: number) =>
  contactsUntil(engagements, onDay(day), defaultRules.causes.overSolicited.days).length;

const refused = (day: number, motive: 'price' | 'moved' | null) => engagement(day, 'outcome', { outcome: 'refused', motive });

describe('contact pressure', () => {
  it.each(['action-sent', 'campaign-sent'] as const)('grows with %s that sells', (what) => {
    expect(pressureOn(engaged(engagement(0, what)), 0)).toBe(1);
    expect(pressureOn(engaged(engagement(0, what, { commercial: false })), 0)).toBe(0);
  });

  it.each(['delivered', 'answered', 'outcome', 'opted-out', 'suppressed', 'held-out', 'other'] as const)(
    'does not grow with %s',
    (what) => {
      expect(pressureOn(engaged(engagement(0, what)), 0)).toBe(0);
    },
  );

  it('is that of 28 days: a contact of 28 days ago is out of it', () => {
    const sent = engaged(engagement(0, 'campaign-sent'));
    expect(pressureOn(sent, 27.999)).toBe(1);
    expect(pressureOn(sent, 28)).toBe(0);
  });

  it('counts the latest 32 contacts at most, and forgets those of more than 90 days before the 28', () => {
    const many = Array.from({ length: 40 }, (_, index) => engagement(index / 10, 'campaign-sent'));
    expect(engaged(...many).commercialContacts).toHaveLength(contactsMax);
    expect(engaged(...many, engagement(121.9, 'campaign-sent')).commercialContacts).toEqual([
      { eventId: 'campaign-sent-121.9', at: onDay(121.9) },
    ]);
  });
});

describe('commercial contacts in a row without an answer', () => {
  const sent = [engagement(0, 'campaign-sent'), engagement(1, 'action-sent', { actionId: '1' })];
  const unansweredAfter = (last: ReturnType<typeof engagement>) => engaged(...sent, last).unanswered;

  it('are those since the last answer', () => {
    expect(engaged(...sent).unanswered).toBe(2);
    expect(unansweredAfter(engagement(2, 'answered'))).toBe(0);
    expect(engaged(...sent, engagement(2, 'answered'), engagement(3, 'campaign-sent')).unanswered).toBe(1);
  });

  it.each(['accepted', 'refused', 'call-back', 'solved', 'other'] satisfies Outcome[])('end with the outcome %s', (outcome) => {
    expect(unansweredAfter(engagement(2, 'outcome', { outcome }))).toBe(0);
  });

  it.each(['not-reached', 'wrong-number'] satisfies Outcome[])('go on after the outcome %s', (outcome) => {
    expect(unansweredAfter(engagement(2, 'outcome', { outcome }))).toBe(2);
  });

  it('are not those that do not sell', () => {
    expect(unansweredAfter(engagement(2, 'campaign-sent', { commercial: false }))).toBe(2);
  });
});

describe('what a customer says to us', () => {
  it('an opt-out is kept', () => {
    expect(engaged(engagement(0, 'opted-out')).optedOut).toEqual({ eventId: 'opted-out-0', at: onDay(0) });
  });

  it('the motive of the last refusal that has one is kept', () => {
    expect(engaged(refused(0, 'price'), refused(1, 'moved'), refused(2, null)).statedMotive).toEqual({
      eventId: 'outcome-1',
      at: onDay(1),
      motive: 'moved',
    });
  });

  it('the motive of anything but a refusal is none', () => {
    expect(engaged(engagement(0, 'outcome', { outcome: 'accepted', motive: 'price' })).statedMotive).toBeNull();
  });
});

describe('a return', () => {
  it.each(['action-sent', 'delivered'] as const)('is won back at most 90 days after %s of an action', (what) => {
    const reached = engaged(engagement(0, what, { actionId: '1' }));
    expect(reached.lastDelivered).toEqual({ actionId: '1', at: onDay(0) });
    expect(isWonBack(reached, onDay(90), defaultRules)).toBe(true);
    expect(isWonBack(reached, onDay(90) + 1, defaultRules)).toBe(false);
  });

  it('is not won back by the campaign of another tool, an action that was held out, or nothing', () => {
    const campaign = engagement(0, 'campaign-sent', { actionId: '1' });
    const heldOut = engagement(0, 'held-out', { actionId: '1' });
    const ofNoAction = engagement(0, 'delivered');
    expect(isWonBack(engaged(campaign, heldOut, ofNoAction), onDay(1), defaultRules)).toBe(false);
    expect(isWonBack(null, onDay(1), defaultRules)).toBe(false);
  });
});
