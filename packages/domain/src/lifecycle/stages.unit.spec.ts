import { describe, expect, it } from 'vitest';
import { emptyHistory } from '../purchases/history.ts';
import { Customer } from './spec-support.ts';

const core = [0, 20, 40, 60];

describe('a lead', () => {
  it.each([
    [['lead-captured'], 'suspect'],
    [['lead-qualified'], 'prospect'],
    [['lead-disqualified'], 'disqualified'],
    [['lead-captured', 'lead-qualified'], 'prospect'],
    [['lead-captured', 'lead-disqualified'], 'disqualified'],
    [['lead-qualified', 'lead-captured'], 'prospect'],
    [['lead-qualified', 'lead-disqualified'], 'disqualified'],
    [['lead-disqualified', 'lead-captured'], 'disqualified'],
    [['lead-disqualified', 'lead-qualified'], 'prospect'],
  ] as const)('after %j is %s', (changes, stage) => {
    const ann = new Customer();
    for (const what of changes) ann.tells(0, what);
    expect(ann.standing).toBe(`${stage}/steady`);
    expect(ann.state.lifetime).toBe(0);
  });

  it('is on record', () => {
    expect(new Customer().tells(0, 'lead-captured').said()).toEqual(['none/steady → suspect/steady in lifetime 0: lead']);
  });

  it.each(['lead-captured', 'lead-qualified', 'lead-disqualified'] as const)('that buys is a customer: %s', (what) => {
    const ann = new Customer().tells(0, what).buys(1);
    expect(ann.standing).toBe('first-time/steady');
    ann.hears();
    expect(ann.tells(2, what).said()).toEqual([]);
  });
});

describe('a customer who is lost', () => {
  it.each([
    ['none', new Customer()],
    ['first-time', new Customer().buys(0)],
    ['core', new Customer().buysOn(core)],
    ['inactive', new Customer().buys(-365)],
  ] as const)('was %s before', (stage, ann) => {
    ann.waitsUntil(61).hears();
    const { lifetime } = ann.state;
    expect(ann.tells(62, 'lost', { lossReason: 'deceased' }).said()).toEqual([
      `${stage}/steady → lost/steady in lifetime ${lifetime}: lost`,
    ]);
    expect(ann.waitsUntil(2_000).said()).toEqual([]);
  });

  it('has no open alert and no notice any more', () => {
    const ann = new Customer().buysOn(core).contacts(61, 'notice-given');
    ann.hears();
    expect(ann.tells(62, 'lost', { lossReason: 'bankrupt' }).said()).toEqual([
      'core/leaving → lost/steady in lifetime 1: lost',
      'closed: leaving, lost',
    ]);
    expect(ann.state.contacts?.notice).toBeNull();
    expect(ann.tells(63, 'lost', { lossReason: 'closed' }).said()).toEqual([]);
  });

  it('returns by buying, however soon; who had never bought is a customer for the first time', () => {
    const ann = new Customer().buys(0).tells(1, 'lost', { lossReason: 'other' });
    ann.hears();
    expect(ann.buys(2).said()).toEqual(['lost/steady → returned/steady in lifetime 2: return']);
    const ben = new Customer().tells(1, 'lost', { lossReason: 'other' }).buys(2);
    expect(ben.said().at(-1)).toBe('lost/steady → first-time/steady in lifetime 1: first-purchase');
  });
});

describe('a customer who is erased', () => {
  it('leaves nothing behind but the stage', () => {
    const ann = new Customer().buysOn(core).tells(61, 'partner', { granted: true }).contacts(62, 'notice-given');
    ann.hears();
    expect(ann.tells(63, 'erasure-requested').said()).toEqual([
      'core/leaving → erased/steady in lifetime 0: erased',
      'closed: leaving, erased',
    ]);
    expect(ann.state).toMatchObject({
      purchases: emptyHistory,
      contacts: null,
      profile: null,
      lastPurchaseId: null,
      advocacy: 'none',
    });
  });

  it('stays so whatever comes after', () => {
    const ann = new Customer().buysOn(core).contacts(61, 'opened').tells(62, 'erasure-requested');
    ann.hears();
    const { state } = ann;
    ann.buys(63).gets({ on: 64, ofMinor: 1 }).contacts(65, 'notice-given').tells(66, 'lead-captured').engages(67, 'opted-out');
    expect(ann.waitsUntil(1_000).said()).toEqual([]);
    expect(ann.state).toBe(state);
  });
});

describe('what is said beside the stage', () => {
  it('a consent is passed on with all else that is known of how to reach the customer', () => {
    const ann = new Customer().tells(0, 'time-zone', { timeZone: 'Europe/Paris' });
    ann.hears();
    expect(ann.tells(1, 'consent', { granted: true, channel: 'phone', consentSource: 'form' }).hears()).toMatchObject([
      {
        type: 'ContactabilityChanged',
        recordId: 'profile:fact-2/contactability',
        contactability: { consents: [{ channel: 'phone', granted: true }], timeZone: 'Europe/Paris', language: null },
      },
    ]);
  });

  it('the same time zone again is no news', () => {
    const ann = new Customer().tells(0, 'time-zone', { timeZone: 'Europe/Paris' });
    ann.hears();
    expect(ann.tells(1, 'time-zone', { timeZone: 'Europe/Paris' }).said()).toEqual([]);
  });

  it('an opt-out withdraws the consent of its channel, and is the outcome of the action that it answers', () => {
    const ann = new Customer().tells(0, 'consent', { granted: true, channel: 'mail' });
    ann.hears();
    expect(ann.engages(1, 'opted-out', { channel: 'mail', actionId: 'a' }).hears()).toMatchObject([
      { type: 'ContactabilityChanged', contactability: { consents: [{ channel: 'mail', granted: false }] } },
      { type: 'ActionOutcome', recordId: 'engagement:fact-2/outcome', actionId: 'a', what: 'opted-out' },
    ]);
  });

  it('what came of an action is passed on; campaigns of others are not', () => {
    const ann = new Customer();
    ann.engages(0, 'outcome', { actionId: 'a', outcome: 'refused', motive: 'price' });
    expect(ann.hears()).toMatchObject([{ type: 'ActionOutcome', outcome: 'refused', motive: 'price', callBackAt: null }]);
    ann
      .engages(1, 'campaign-sent', { actionId: 'a' })
      .engages(2, 'other', { actionId: 'a' })
      .engages(3, 'outcome', { outcome: 'solved' });
    expect(ann.said()).toEqual([]);
  });

  it('who was held out had no action, of which there could be an outcome; an action that another tool held out has', () => {
    const ann = new Customer().engages(0, 'held-out', { detail: 'win-back' });
    expect(ann.said()).toEqual([]);
    expect(ann.engages(1, 'held-out', { actionId: 'a' }).hears()).toMatchObject([{ type: 'ActionOutcome', what: 'held-out' }]);
  });

  it('a return within 90 days after a delivered action is won back, a later one is not', () => {
    const wonBackAfter = (days: number) => {
      const ann = new Customer().buys(0).waitsUntil(300).engages(300, 'delivered', { actionId: 'a' });
      ann.hears();
      return ann.buys(300 + days).hears();
    };
    expect(wonBackAfter(90)).toMatchObject([{ toStage: 'returned', wonBack: true }]);
    expect(wonBackAfter(91)).toMatchObject([{ toStage: 'returned', wonBack: false }]);
  });
});

describe('advocacy', () => {
  it('of a partner holds until it is lifted', () => {
    const ann = new Customer().buys(0);
    ann.hears();
    expect(ann.tells(1, 'partner', { granted: true }).hears()).toMatchObject([
      { fromStage: 'first-time', toStage: 'first-time', advocacy: 'partner', reason: 'advocacy' },
    ]);
    expect(ann.tells(2, 'partner', { granted: false }).hears()).toMatchObject([{ advocacy: 'none', reason: 'advocacy' }]);
  });

  it('of an ambassador takes two customers referred within 730 days', () => {
    const ann = new Customer()
      .tells(0, 'referral', { referredCustomerId: 'b' })
      .tells(1, 'referral', { referredCustomerId: 'b' });
    expect(ann.state.advocacy).toBe('none');
    expect(ann.tells(2, 'referral', { referredCustomerId: 'c' }).state.advocacy).toBe('ambassador');
    expect(ann.buys(730).state.advocacy).toBe('ambassador');
    expect(ann.buys(731).state.advocacy).toBe('none');
  });

  it('of an adept takes a declared share of wallet of 80 %', () => {
    const ann = new Customer().buys(0);
    expect(ann.tells(1, 'share-of-wallet', { shareOfWalletPercent: 79 }).state.advocacy).toBe('none');
    expect(ann.tells(2, 'share-of-wallet', { shareOfWalletPercent: 80 }).state.advocacy).toBe('adept');
  });

  it('that changes with the stage is told by the same transition', () => {
    const ann = new Customer()
      .tells(0, 'referral', { referredCustomerId: 'b' })
      .tells(0, 'referral', { referredCustomerId: 'c' });
    ann.hears();
    expect(ann.buys(800).hears()).toMatchObject([{ toStage: 'first-time', advocacy: 'none', reason: 'first-purchase' }]);
  });

  it('that changes alone comes first of what the fact gives', () => {
    const ann = new Customer()
      .tells(0, 'referral', { referredCustomerId: 'b' })
      .tells(0, 'referral', { referredCustomerId: 'c' });
    ann.buys(0).tells(0, 'relationship', { relationship: 'contractual' }).contacts(729, 'notice-given', { motive: 'price' });
    ann.hears();
    expect(ann.contacts(731, 'notice-given', { motive: 'moved' }).said()).toEqual([
      'first-time/leaving → first-time/leaving in lifetime 1: advocacy',
      'closed: leaving, escalated',
      'risk alert: leaving',
    ]);
  });

  it('is told by an alert', () => {
    const ann = new Customer()
      .buysOn(core)
      .tells(0 + 61, 'partner', { granted: true })
      .contacts(62, 'notice-given', { motive: 'price' });
    expect(ann.alerts()).toMatchObject([{ advocacy: 'partner' }]);
  });
});
