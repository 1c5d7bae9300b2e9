/** The sections of docs/rules.md beyond the purchases, on cases that a person can check on paper. */
import type { CauseName, Fact } from '@ebb/domain';
import { describe, expect, test } from 'vitest';
import { asOfDay, bought, changed, contacted, engaged, roundCalibration, story } from './by-hand.ts';
import { documentedRules } from './documented-rules.ts';
import type { OracleAlert } from './life.ts';
import type { Verdict } from './oracle.ts';
import { utcCalendar } from './utc-calendar.ts';

/** Four weekly purchases: core from day 21 on. Watch falls due on day 53, leaving on day 74, gone on day 171. */
const weekly = [0, 7, 14, 21].map((day) => bought(day));
const noon = (day: number) => utcCalendar.startOf(day) + 12 * 3_600_000;

const told = (day: number, more: readonly Fact[], first: readonly Fact[] = weekly) => story(asOfDay(day, [...first, ...more]));
/** What was said after the customer became core. */
const afterCore = (day: number, more: readonly Fact[]) => told(day, more).slice(3);
const alertsOf = ({ outputs }: Verdict): readonly OracleAlert[] =>
  outputs.flatMap((output) => ('trigger' in output ? [output] : []));
const causesAt74 = (more: readonly Fact[]): readonly CauseName[] =>
  alertsOf(asOfDay(75, [...weekly, ...more]))
    .at(-1)
    ?.causes.map(({ cause }) => cause) ?? [];

const defect = (day: number) => contacted(day, 'opened', { caseKind: 'defect' });

const short = (day: number, caseId: string) => [
  contacted(day, 'opened', { caseId }),
  contacted(day, 'resolved', { caseId, hour: 13 }),
];
const complaint = (day: number) => [contacted(day, 'opened', { caseKind: 'complaint' }), contacted(day + 1, 'resolved')];
const takesEffect = (effectiveOn: number) => afterCore(40, [contacted(30, 'notice-given', { effectiveOn })])[2];
const refused = (day: number) => engaged(day, 'outcome', { outcome: 'refused', motive: 'moved' });
const failed = (day: number) => changed(day, 'payment-failed', { invoiceId: 'i' });
const bores = (lastCategories: readonly string[]) => {
  const days = [0, 7, 14, 21, 28, 49, 70, 91];
  const facts = days.map((day, index) => ({
    ...bought(day),
    categories: index < 4 ? [['a', 'b', 'c', 'a'][index] ?? ''] : lastCategories,
  }));
  return alertsOf(asOfDay(365, facts))[0];
};
const relation = (day: number, relationship: 'contractual' | 'transactional') => changed(day, 'relationship', { relationship });
const refers = (day: number, referredCustomerId: string) => changed(day, 'referral', { referredCustomerId });
const advocacy = (...more: readonly Fact[]) => asOfDay(40, [...weekly, ...more]).state.advocacy;

// 30 % of 10.00 is less than what one contact costs.
const costly = [bought(0, { amountMinor: 10_00 }), contacted(2, 'opened'), contacted(3, 'resolved')];
const isProposed = (...more: readonly Fact[]) => told(100, more, costly).includes('93: abandonment proposed');
const buysAfter = (day: number) => asOfDay(300, [...weekly, engaged(day, 'delivered', { actionId: 'a1' }), bought(260)]);

/** Over p of beta (1, 7): by Simpson's rule. */
function integral(purchases: (p: number) => number): number {
  const steps = 20_000;
  let sum = 0;
  for (let step = 0; step <= steps; step += 1) {
    const p = Math.max(step / steps, 1e-9);
    const weight = step === 0 || step === steps ? 1 : step % 2 === 0 ? 2 : 4;
    sum += weight * purchases(p) * 7 * (1 - p) ** 6;
  }
  return sum / (3 * steps);
}

/** Purchases in the 365 days after a day, of who bought on the four and is alive. */
function ifAlive(day: number): number {
  const { r, alpha } = roundCalibration.rhythm;
  const past = alpha + day / 7;
  return integral((p) => (1 - (past / (past + (p * 365) / 7)) ** (r + 3)) / p);
}

describe('cases', () => {
  test('a promise breaks at its very instant: two days for a question, to the millisecond', () => {
    const facts = [...weekly, contacted(22, 'opened', { caseKind: 'question' })];
    expect(asOfDay(0, facts, { asOf: noon(24) - 1 }).state.incidentRisk).toBe('steady');
    const verdict = asOfDay(0, facts, { asOf: noon(24) });
    expect(story(verdict).slice(3)).toEqual(['24: core steady > core leaving (incident)', '24: alert leaving']);
    expect(verdict.outputs.at(-1)).toMatchObject({ recordId: 'ann@delay@c@1970-01-25T12:00:00.000Z/alert', at: noon(24) });
  });

  test('what is resolved at the instant of the promise was in time', () => {
    const kept = [contacted(22, 'opened', { caseKind: 'question' }), contacted(24, 'resolved')];
    expect(afterCore(50, kept)).toEqual([]);
  });

  test('the last promise wins over what the kind allows; a new kind counts anew from the opening', () => {
    const promised = [
      contacted(22, 'opened', { caseKind: 'question', promisedBy: noon(30) }),
      contacted(23, 'promised', { promisedBy: noon(26) }),
    ];
    expect(afterCore(40, promised)[0]).toMatch(/^26: /);
    const wasADefect = [contacted(22, 'opened', { caseKind: 'question' }), contacted(23, 'contacted', { caseKind: 'defect' })];
    expect(afterCore(40, wasADefect)[0]).toMatch(/^32: /);
  });

  test('two transfers to the same or a lower level are a bounce, and so is one back to a desk that had it', () => {
    const opened = contacted(22, 'opened', { desk: 'a', level: 2, promisedBy: noon(90) });
    const up = contacted(23, 'transferred', { desk: 'b', level: 3 });
    const sideways = contacted(24, 'transferred', { desk: 'c', level: 3 });
    expect(afterCore(40, [opened, up, sideways])).toEqual([]);
    expect(afterCore(40, [opened, up, sideways, contacted(25, 'transferred', { desk: 'd', level: 1 })])[0]).toMatch(
      /^25: .*incident/,
    );
    expect(afterCore(40, [opened, up, contacted(25, 'transferred', { desk: 'a', level: 3 })])[0]).toMatch(/^25: .*incident/);
  });

  test('reopened on the 14th day is serious, a moment later it is not', () => {
    const closed = [contacted(22, 'opened'), contacted(23, 'closed')];
    expect(afterCore(38, [...closed, contacted(37, 'reopened')])[0]).toMatch(/^37: core steady > core leaving/);
    expect(afterCore(38, [...closed, contacted(37, 'reopened', { hour: 13 })])).toEqual([]);
  });

  test('the third case within 90 days is one too many, and rests on the openings of all three', () => {
    expect(afterCore(45, [...short(22, 'c1'), ...short(24, 'c2')])).toEqual([]);
    const three = [...short(22, 'c1'), ...short(24, 'c2'), ...short(26, 'c3')];
    expect(afterCore(45, three)[0]).toMatch(/^26: core steady > core leaving/);
    expect(alertsOf(asOfDay(45, [...weekly, ...three]))[0]?.restsOn).toEqual([
      'bought-21-12',
      'opened-26-12',
      'opened-22-12',
      'opened-24-12',
    ]);
  });
});

describe('risk of incidents', () => {
  test('the same complaint is leaving to a newcomer, watch to a repeat buyer, nothing to a core customer', () => {
    expect(told(4, complaint(2), [bought(0)]).slice(1)).toEqual([
      '2: first-time steady > first-time leaving (incident)',
      '2: risk alert leaving',
    ]);
    expect(told(10, complaint(8), [bought(0), bought(7)]).slice(2)).toEqual([
      '8: early-repeat steady > early-repeat watch (incident)',
    ]);
    expect(afterCore(26, complaint(22))).toEqual([]);
  });

  test('it falls at the start of a day, once the points have decayed and it has been quiet for 14 days', () => {
    // 2 points, closed at noon of day 3: under 2 at once, quiet from noon of day 17 on.
    const facts = [bought(0), contacted(2, 'opened', { caseKind: 'complaint' }), contacted(3, 'resolved')];
    expect(told(40, [], facts).slice(3)).toEqual([
      '18: first-time leaving > first-time watch (incident-over)',
      '18: leaving alert closed (incident-over)',
      // 2 · 2^(-t / 30) is 1 after 30 days, so under 1 from noon of day 33 on.
      '34: first-time watch > first-time steady (incident-over)',
    ]);
  });

  test('who moves up is judged anew by what the new stage bears', () => {
    const facts = [bought(0), contacted(2, 'opened', { caseKind: 'complaint', promisedBy: noon(80) }), bought(7)];
    expect(told(10, [], facts).slice(3)).toEqual([
      '7: first-time leaving > early-repeat watch (repeat-purchase)',
      '7: leaving alert closed (incident-over)',
    ]);
  });

  test('silence that speaks while incidents do changes nothing to see, but alerts for another cause', () => {
    const asked = [contacted(22, 'opened', { caseKind: 'question' })];
    const says = engaged(70, 'outcome', { outcome: 'refused', motive: 'moved' });
    expect(afterCore(75, [...asked, says])).toEqual([
      '24: core steady > core leaving (incident)',
      '24: alert leaving',
      '74: leaving alert closed (escalated)',
      '74: alert leaving',
    ]);
  });
});

describe('notice', () => {
  const given = contacted(30, 'notice-given', { motive: 'price' });

  test('is leaving at once, and takes effect at the start of the 30th day after', () => {
    const verdict = asOfDay(61, [...weekly, given]);
    expect(story(verdict).slice(3)).toEqual([
      '30: core steady > core leaving (notice)',
      '30: alert leaving',
      '60: core leaving > core-defector steady (notice-effective)',
      '60: leaving alert closed (escalated)',
      '60: alert gone',
    ]);
    expect(verdict.state).toMatchObject({ goneBy: 'notice', risk: 'steady' });
    expect(alertsOf(verdict).map(({ causes }) => causes[0])).toMatchObject([
      { cause: 'price', proof: 'stated' },
      { cause: 'price', proof: 'stated' },
    ]);
  });

  test('withdrawn before, it leaves what silence has come to; a purchase alone does not withdraw it', () => {
    expect(afterCore(60, [given, contacted(56, 'notice-withdrawn')]).slice(2)).toEqual([
      '56: core leaving > core watch (notice-withdrawn)',
      '56: leaving alert closed (notice-withdrawn)',
    ]);
    expect(afterCore(56, [given, bought(55)]).slice(2)).toEqual([]);
  });

  test('an effective day that has begun already is the next start of a day', () => {
    expect(takesEffect(30)).toMatch(/^31: .*notice-effective/);
    expect(takesEffect(35)).toMatch(/^35: .*notice-effective/);
  });

  test('who is gone by notice and buys has returned, however soon', () => {
    expect(afterCore(65, [given, bought(62)]).slice(-2)).toEqual([
      '62: core-defector steady > returned steady (return)',
      '62: gone alert closed (returned)',
    ]);
  });

  test('given after silence has alerted, or given again once it was withdrawn, is told at once', () => {
    expect(afterCore(76, [contacted(75, 'notice-given')]).slice(-2)).toEqual([
      '75: leaving alert closed (escalated)',
      '75: alert leaving',
    ]);
    const again = contacted(33, 'notice-given', { motive: 'price' });
    expect(afterCore(34, [given, contacted(31, 'notice-given', { motive: 'price' })]).slice(2)).toEqual([]);
    expect(afterCore(34, [given, contacted(32, 'notice-withdrawn'), again]).slice(-2)).toEqual([
      '33: core steady > core leaving (notice)',
      '33: alert leaving',
    ]);
  });

  test('a newcomer who gives notice raises a risk alert, and is inactive without another', () => {
    expect(told(40, [contacted(5, 'notice-given')], [bought(0)]).slice(1)).toEqual([
      '5: first-time steady > first-time leaving (notice)',
      '5: risk alert leaving',
      '35: first-time leaving > inactive steady (notice-effective)',
      '35: leaving alert closed (escalated)',
    ]);
  });
});

describe('causes of the alert of day 74', () => {
  test('none is known', () => expect(causesAt74([])).toEqual(['unknown']));

  test('a refusal says why for 90 days; what is stated comes before what is open, the newest case first', () => {
    expect(causesAt74([defect(40), contacted(60, 'opened', { caseId: 'd', caseKind: 'complaint' }), refused(72)])).toEqual([
      'moved',
      'disappointed',
      'defect-not-fixed',
    ]);
    const whenGone = (day: number) => alertsOf(asOfDay(172, [...weekly, refused(day)])).at(-1)?.causes;
    expect([whenGone(80), whenGone(81)]).toMatchObject([[{ cause: 'unknown' }], [{ cause: 'moved' }]]);
  });

  test('a defect is a cause once its delay is missed; other motives are none', () => {
    expect(causesAt74([defect(70), engaged(60, 'outcome', { outcome: 'refused', motive: 'other' })])).toEqual(['unknown']);
    expect(causesAt74([defect(40)])).toEqual(['defect-not-fixed']);
  });

  test('an important service not performed, a bounce, a failed set-up within 60 days', () => {
    expect(causesAt74([contacted(70, 'opened', { caseKind: 'service-not-performed', important: true })])).toEqual([
      'service-not-performed',
    ]);
    expect(causesAt74([contacted(73, 'opened', { caseKind: 'service-not-performed' })])).toEqual(['unknown']);
    expect(causesAt74([contacted(60, 'opened', { caseKind: 'failed-onboarding' })])).toEqual(['failed-onboarding']);
    expect(causesAt74([contacted(61, 'opened', { caseKind: 'failed-onboarding' })])).toEqual(['unknown']);
    const sentBack = [contacted(70, 'opened', { desk: 'a' }), contacted(71, 'transferred', { desk: 'a', level: 2 })];
    expect(causesAt74(sentBack)).toEqual(['bounced']);
  });

  test('a rating of 2 disappoints, unless praise came after it', () => {
    expect(causesAt74([contacted(60, 'rating', { rating: 2 })])).toEqual(['disappointed']);
    expect(causesAt74([contacted(60, 'rating', { rating: 3 })])).toEqual(['unknown']);
    expect(causesAt74([contacted(60, 'rating', { rating: 1 }), contacted(61, 'praise')])).toEqual(['unknown']);
  });

  test('two failed payments within 60 days', () => {
    expect(causesAt74([failed(20), failed(70)])).toEqual(['payment-difficulty']);
    expect(causesAt74([failed(13), failed(70)])).toEqual(['unknown']);
  });

  test('eight commercial contacts in 28 days are too many if the customer opts out or does not answer', () => {
    const sent = [50, 53, 56, 59, 62, 65, 68, 71].map((day) => engaged(day, 'campaign-sent', { commercial: true }));
    expect(causesAt74(sent)).toEqual(['over-solicited']);
    expect(alertsOf(asOfDay(75, [...weekly, ...sent]))[0]?.causes[0]?.restsOn).toEqual(sent.map(({ id }) => id));
    expect(causesAt74(sent.slice(1))).toEqual(['unknown']);
    const answered = [...sent, engaged(60, 'answered')];
    expect(causesAt74(answered)).toEqual(['unknown']);
    expect(causesAt74([...answered, engaged(61, 'opted-out', { channel: 'mail' })])).toEqual(['over-solicited']);
  });

  test('boredom: fewer categories and longer gaps; with too few days it cannot be told', () => {
    expect(bores(['a'])).toMatchObject({ causes: [{ cause: 'boredom', proof: 'pattern' }], notAssessable: [] });
    expect(bores(['a', 'b', 'c'])).toMatchObject({ causes: [{ cause: 'unknown' }], notAssessable: [] });
    expect(bores([])).toMatchObject({ causes: [{ cause: 'unknown' }], notAssessable: ['boredom'] });
  });
});

describe('value at stake', () => {
  test('leaving: margin times spend times the purchases that only a customer who stays makes', () => {
    const [alert] = alertsOf(asOfDay(75, weekly));
    // 30 % of 20.00 a purchase day; 10.9746 purchases in 365 days if alive; P(alive) 0.29479.
    expect(alert?.valueAtStakeMinor).toBe(Math.round(0.3 * 20_00 * ifAlive(74) * (1 - 0.294791475)));
  });

  test('leaving with notice: all that would come of a customer who is alive', () => {
    const [alert] = alertsOf(asOfDay(23, [...weekly, contacted(22, 'notice-given')]));
    expect(alert?.valueAtStakeMinor).toBe(Math.round(0.3 * 20_00 * ifAlive(22)));
  });
});

describe('profiles', () => {
  test('leads climb and are disqualified; after a purchase they change nothing', () => {
    const leads = [
      changed(0, 'lead-captured'),
      changed(1, 'lead-disqualified'),
      changed(2, 'lead-qualified'),
      changed(3, 'lead-captured'),
    ];
    expect(told(9, [], [...leads, bought(5), changed(6, 'lead-disqualified')])).toEqual([
      '0: none steady > suspect steady (lead)',
      '1: suspect steady > disqualified steady (lead)',
      '2: disqualified steady > prospect steady (lead)',
      '5: prospect steady > first-time steady (first-purchase)',
    ]);
  });

  test('of a contractual customer silence means nothing, an unpaid invoice and the end of the contract do', () => {
    const contract = relation(22, 'contractual');
    expect(afterCore(700, [contract])).toEqual([]);
    expect(
      afterCore(40, [
        contract,
        changed(30, 'invoice-unpaid', { invoiceId: 'i' }),
        changed(33, 'invoice-paid', { invoiceId: 'i' }),
      ]),
    ).toEqual(['30: core steady > core watch (payment)', '34: core watch > core steady (incident-over)']);
    expect(afterCore(40, [contract, changed(35, 'contract-ended')])).toEqual([
      '35: core steady > core-defector steady (contract-ended)',
      '35: alert gone',
    ]);
    expect(afterCore(40, [changed(35, 'contract-ended')])).toEqual([]);
  });

  test('a contract ends an alert of silence as a false alarm; back, silence speaks again at the next start of a day', () => {
    expect(afterCore(92, [relation(80, 'contractual'), relation(90, 'transactional')]).slice(3)).toEqual([
      '80: core leaving > core steady (relationship)',
      '80: leaving alert closed (false-alarm)',
      // The alert of day 74 was for the same cause.
      '91: core steady > core leaving (silence)',
    ]);
  });

  test('who is lost is lost; who buys all the same has returned', () => {
    expect(afterCore(80, [changed(75, 'lost', { lossReason: 'moved-away' }), bought(79)]).slice(3)).toEqual([
      '75: core leaving > lost steady (lost)',
      '75: leaving alert closed (lost)',
      '79: lost steady > returned steady (return)',
    ]);
  });

  test('after an erasure nothing is known, and nothing changes', () => {
    const verdict = asOfDay(90, [...weekly, changed(75, 'erasure-requested'), bought(80)]);
    expect(story(verdict).slice(-2)).toEqual(['75: core leaving > erased steady (erased)', '75: leaving alert closed (erased)']);
    expect(verdict.state).toMatchObject({ stage: 'erased', purchaseDays: 0, firstDay: null });
  });

  test('consent by channel, the last word; an opt-out withdraws it', () => {
    const consent = changed(22, 'consent', { granted: true, channel: 'mail', consentSource: 'form' });
    const out = engaged(25, 'opted-out', { channel: 'mail' });
    const last = asOfDay(30, [...weekly, consent, changed(23, 'language', { language: 'fr' }), out]).outputs.at(-1);
    expect(last).toMatchObject({
      recordId: 'engagement:opted-out-25-12/contactability',
      contactability: { consents: [{ channel: 'mail', granted: false, at: noon(25) }], language: 'fr', timeZone: null },
    });
  });

  test('adept by share, ambassador by two referrals, partner by word', () => {
    expect(advocacy(changed(22, 'share-of-wallet', { shareOfWalletPercent: 79 }))).toBe('none');
    expect(advocacy(changed(22, 'share-of-wallet', { shareOfWalletPercent: 80 }))).toBe('adept');
    expect(advocacy(refers(22, 'bob'), refers(23, 'bob'))).toBe('none');
    expect(advocacy(refers(22, 'bob'), refers(23, 'cid'))).toBe('ambassador');
    expect(advocacy(refers(22, 'bob'), refers(23, 'cid'), changed(24, 'partner', { granted: true }))).toBe('partner');
    const rules = {
      ...documentedRules,
      advocacy: { ...documentedRules.advocacy, eligibleCategories: ['a', 'b', 'c', 'd', 'e'] },
    };
    const of = (categories: string[]) => asOfDay(1, [{ ...bought(0), categories }], { rules }).state.advocacy;
    expect([of(['a', 'b', 'c', 'x']), of(['a', 'b', 'c', 'd'])]).toEqual(['none', 'adept']);
  });
});

describe('abandonment', () => {
  test('two looks 90 days apart propose it, an approval ends it', () => {
    expect(told(100, [changed(99, 'abandonment-approved')], costly).slice(1)).toEqual([
      '93: abandonment proposed',
      '94: first-time steady > inactive steady (silence)',
      '99: inactive steady > abandoned steady (abandoned)',
    ]);
    expect(asOfDay(100, costly).outputs.find(({ type }) => type === 'AbandonmentProposed')).toMatchObject({
      recordId: 'ann@abandon@1970-04-04/proposal',
      marginMinor: 3_00,
      costToServeMinor: 10_00,
      psychologicalValueMinor: 0,
    });
  });

  test('not while a case is open, of a partner, or where the law forbids; a purchase may speak against it', () => {
    expect(isProposed()).toBe(true);
    expect(isProposed(contacted(50, 'opened', { caseId: 'd' }))).toBe(false);
    expect(isProposed(changed(50, 'partner', { granted: true }))).toBe(false);
    expect(isProposed(changed(50, 'legal-bar', { granted: true }))).toBe(false);
    expect(isProposed(bought(50, { amountMinor: 40_00 }))).toBe(false);
  });
});

describe('engagements', () => {
  test('what came of an action is passed on; a return within 90 days of it is won back', () => {
    expect(story(buysAfter(172))).toContain('172: outcome of a1: delivered');
    const wonBack = (day: number) =>
      buysAfter(day).outputs.flatMap((output) => ('wonBack' in output && output.reason === 'return' ? [output.wonBack] : []));
    expect([wonBack(170), wonBack(169)]).toEqual([[true], [false]]);
  });
});
