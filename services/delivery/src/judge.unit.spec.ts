import { describe, expect, it } from 'vitest';
import { judge, type Question } from './judge.ts';
import { actionOf, anyTime, day, hour, minute, noon } from './spec-support.ts';

const rules = { quietHours: { from: '20:00', to: '08:00' }, businessTimeZone: 'UTC' };
const ask = (changes: Partial<Question> = {}, now = noon) => judge({ ...question, ...changes }, rules, now);
const question: Question = {
  action: actionOf('a1'),
  brokerAt: noon - minute,
  contactability: anyTime,
  capped: false,
  actionAgeMax: day,
  agesUntil: noon,
  promised: false,
};
const mail = (granted: boolean, source: string | null = 'form 7', channel: 'mail' | null = 'mail', at = noon - day) => ({
  channel,
  granted,
  at,
  source,
});
const may = (consentNeeded: string, ...consents: ReturnType<typeof mail>[]) =>
  ask({ action: actionOf('a1', { consentNeeded }), contactability: { ...anyTime, consents } });
const suppressed = (reason: string) => ({ kind: 'suppress', reason });

describe('an action is sent', () => {
  it('where nothing is in its way', () => {
    expect(ask()).toEqual({ kind: 'send' });
  });

  it('not when it is of no use any more', () => {
    expect(ask({ action: actionOf('a1', { expiresAt: noon }) })).toEqual(suppressed('expired'));
  });

  it('not when its cause is older than actionAgeMax: it comes from a rebuild, or waited too long', () => {
    expect(ask({ action: actionOf('a1', { at: noon - day - 1 }) })).toEqual(suppressed('backfill'));
    expect(ask({ action: actionOf('a1', { at: noon - day }) })).toEqual({ kind: 'send' });
  });

  it('however old, once it was begun in time', () => {
    expect(ask({ action: actionOf('a1', { at: noon - 3 * day }), agesUntil: null })).toEqual({ kind: 'send' });
  });

  it('of years past where the target takes a replay: it then lasts from its arrival as long as it lasted then', () => {
    const action = actionOf('a1', { at: Date.UTC(1997, 5, 1), expiresAt: Date.UTC(1997, 5, 11) });
    expect(ask({ action, actionAgeMax: null })).toEqual({ kind: 'send' });
    expect(ask({ action, actionAgeMax: null, brokerAt: noon - 10 * day })).toEqual(suppressed('expired'));
  });

  it('and a promised call-back outlasts its action', () => {
    const action = actionOf('a1', { at: noon - 9 * day, expiresAt: noon - day });
    expect(ask({ action, promised: true })).toEqual({ kind: 'send' });
  });
});

describe('do-not-contact bars a channel, whatever the consents say', () => {
  it.each([
    ['mail', suppressed('do-not-contact')],
    [null, suppressed('do-not-contact')],
    ['phone', { kind: 'send' }],
  ] as const)('a bar on %s', (channel, expected) => {
    const contactability = { ...anyTime, consents: [mail(true)], doNotContact: [{ channel, at: noon - day }] };
    expect(ask({ contactability })).toEqual(expected);
    expect(ask({ contactability, action: actionOf('a1', { consentNeeded: 'none' }) })).toEqual(expected);
  });
});

describe('consent is what it has to be', () => {
  it('none: nobody is asked', () => {
    expect(may('none', mail(false))).toEqual({ kind: 'send' });
  });

  it('not refused: silence is enough, a refusal is not', () => {
    expect(may('not-refused')).toEqual({ kind: 'send' });
    expect(may('not-refused', mail(false))).toEqual(suppressed('refused'));
  });

  it('proved opt-in: granted, with its source', () => {
    expect(may('proved-opt-in', mail(true))).toEqual({ kind: 'send' });
    expect(may('proved-opt-in')).toEqual(suppressed('no-proved-opt-in'));
    expect(may('proved-opt-in', mail(true, null))).toEqual(suppressed('no-proved-opt-in'));
    expect(may('proved-opt-in', mail(false))).toEqual(suppressed('refused'));
  });

  it('the newest word on the channel, or on all of them, holds; of one instant the refusal', () => {
    expect(may('proved-opt-in', mail(true), mail(false, null, null, noon - hour))).toEqual(suppressed('refused'));
    expect(may('proved-opt-in', mail(true), mail(false, null, null, noon - 2 * day))).toEqual({ kind: 'send' });
    expect(may('proved-opt-in', mail(true), mail(false, null, null, noon - day))).toEqual(suppressed('refused'));
  });
});

describe('at the moment of sending', () => {
  it('quiet hours put it off until they end', () => {
    const night = noon + 9 * hour;
    expect(ask({}, night)).toEqual({ kind: 'later', at: noon + 20 * hour });
  });

  it('in the customer’s time zone', () => {
    expect(ask({ contactability: { ...anyTime, timeZone: 'Asia/Tokyo' } })).toEqual({ kind: 'later', at: noon + 11 * hour });
  });

  it('a customer who has had enough is left alone, but by what does not sell', () => {
    expect(ask({ capped: true })).toEqual(suppressed('cap'));
    expect(ask({ capped: true, action: actionOf('a1', { commercial: false }) })).toEqual({ kind: 'send' });
  });

  it('an approval is put to a manager: neither consent nor the night is in its way', () => {
    const contactability = { ...anyTime, doNotContact: [{ channel: null, at: noon }] };
    const approval = actionOf('a1', { kind: 'approval', commercial: false });
    expect(ask({ action: approval, contactability }, noon + 12 * hour)).toEqual({ kind: 'send' });
  });
});
