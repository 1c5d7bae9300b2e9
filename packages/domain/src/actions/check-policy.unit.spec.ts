import { describe, expect, it } from 'vitest';
import { causeNames } from '../causes/cause.ts';
import { advocacies, stages } from '../lifecycle/state.ts';
import { cellsToldApart } from './cells.ts';
import { checkPolicy } from './check-policy.ts';
import { defaultPolicy } from './default-policy.ts';
import { defaultActionRules } from './default-rules.ts';
import { actionPhases, actionTriggers } from './outputs.ts';
import { type DoAct, type PolicyRule, type RuleCase, relationships, sizes, whoever } from './parameters.ts';
import { firstRule } from './policy.ts';

const eachAlone = (field: keyof RuleCase, values: readonly string[]): RuleCase[] =>
  values.map((value) => ({ ...whoever, [field]: [value] }));

/** All that can be told apart, told apart. */
const everyCell = cellsToldApart([
  ...eachAlone('phases', actionPhases),
  ...eachAlone('triggers', actionTriggers),
  ...eachAlone('stages', stages),
  ...eachAlone('causes', causeNames),
  ...eachAlone('pmg', sizes),
  ...eachAlone('relationships', relationships),
  ...eachAlone('advocacy', advocacies),
]);

describe('the default policy', () => {
  it('has nothing to be refused for', () => {
    expect(checkPolicy(defaultActionRules)).toEqual([]);
  });

  it('has a rule for every stage, cause, size, phase, trigger, relationship, advocacy, with and without an open case', () => {
    expect(everyCell).toHaveLength(13 * 13 * 4 * (2 * 5 + 1) * 2 * 4 * 2);
    const cellsByRule = Map.groupBy(everyCell, (cell) => firstRule(defaultPolicy, cell)?.name);
    expect(defaultPolicy.map(({ name }) => `${name}: ${cellsByRule.get(name)?.length ?? 0}`)).toMatchInlineSnapshot(`
      [
        "farewell: 832",
        "approve-abandonment: 9984",
        "not-a-customer: 58240",
        "bounced-case-after-notice: 192",
        "payment-case-after-notice: 192",
        "open-case-after-notice: 2112",
        "bounced-case: 1728",
        "payment-case: 1728",
        "open-case: 19008",
        "over-solicited-after-notice: 192",
        "over-solicited: 1728",
        "no-need-after-notice: 384",
        "no-need: 3456",
        "payment-after-notice: 192",
        "bounced-after-notice: 192",
        "fault-after-notice: 768",
        "notice-of-small: 192",
        "price-after-notice: 288",
        "notice: 288",
        "payment-difficulty: 768",
        "unpaid: 1728",
        "bounced: 192",
        "newcomer-after-incident: 512",
        "incident: 1024",
        "silence-under-contract: 1824",
        "silence-after-bounce: 288",
        "silence-after-fault: 1152",
        "silence-of-small: 288",
        "silence-over-price: 432",
        "silence-of-advocate: 324",
        "silence-of-bored: 54",
        "silence-of-large: 18",
        "silence: 36",
        "win-back-payment: 864",
        "win-back-fault-small: 1080",
        "win-back-bounced: 648",
        "win-back-disappointed: 648",
        "win-back-fault: 1944",
        "win-back-small: 864",
        "win-back-price: 1296",
        "win-back-bored: 648",
        "win-back-large: 216",
        "win-back: 432",
      ]
    `);
    expect(cellsByRule.get(undefined)).toBeUndefined();
  });

  it('is judged on values that its rules tell apart as it would be on all', () => {
    const followed = (cells: typeof everyCell) => new Set(cells.map((cell) => firstRule(defaultPolicy, cell)?.name));
    expect(followed(cellsToldApart(defaultPolicy.map(({ when }) => when)))).toEqual(followed(everyCell));
  });
});

const [last] = defaultPolicy.slice(-1) as [PolicyRule];
const mail: DoAct = {
  ...(last.do as DoAct),
  kind: 'service-recovery',
  commercial: false,
  holdOut: false,
  offer: null,
};
const named = (name: string, when: Partial<RuleCase>, doing: Partial<DoAct> = {}): PolicyRule => ({
  name,
  when: { ...whoever, ...when },
  do: { ...mail, ...doing },
});
const rest: PolicyRule = { name: 'rest', when: whoever, do: { kind: 'nothing', reason: 'No.', reasonFr: 'Non.' } };

const problemsOf = (policy: readonly PolicyRule[]): readonly string[] =>
  checkPolicy({ ...defaultActionRules, policy }).map(({ index, message }) => `${index}: ${message}`);

describe('a policy is refused', () => {
  it('with a rule that is never followed, naming those that hide it', () => {
    const policy = [
      named('small', { pmg: ['small'] }),
      named('others', { pmg: ['medium', 'large', 'unknown'] }),
      named('bored', { causes: ['boredom'] }),
    ];
    expect(problemsOf(policy)).toEqual(['2: is never followed: all that it would apply to is taken by small, others, before it']);
  });

  it('with a rule for what cannot be', () => {
    expect(problemsOf([named('odd', { phases: ['abandoned'], triggers: ['silence'] }), rest])).toEqual([
      '0: is never followed: no customer is in such a case',
    ]);
  });

  it('that leaves somebody out', () => {
    expect(problemsOf([named('gone', { phases: ['gone'] }), named('abandoned', { phases: ['abandoned'] })])).toEqual([
      'null: no rule applies to phase leaving, trigger silence, stage none, cause better-offer, pmg small, relationship transactional, ' +
        'advocacy none, openCase false, among others: add a last rule for whoever is left',
    ]);
  });

  it.each([
    [
      'sells with an open case',
      named('r', { causes: ['price'] }, { commercial: true }),
      /^0: sells to customers with an open case/,
    ],
    [
      'offers what has a price with an open case',
      named('r', { causes: ['price'] }, { offer: { kind: 'voucher', shareOfLimitStart: 0.5, limitMinor: 1 } }),
      /^0: sells to customers with an open case/,
    ],
    [
      'sells to the over-solicited',
      named('r', { causes: ['over-solicited'], openCase: false }, { commercial: true }),
      /^0: sells to over-solicited customers/,
    ],
    [
      'gives a discount for a plan',
      named(
        'r',
        { phases: ['gone'], causes: ['payment-difficulty'], openCase: false },
        { offer: { kind: 'discount', shareOfLimitStart: 0.5, limitMinor: 1 } },
      ),
      /^0: offers something else than a payment-plan/,
    ],
    [
      'holds out who gave notice',
      named('r', { triggers: ['notice'] }, { kind: 'proactive-retention', holdOut: true }),
      /^0: holds out customers who gave notice/,
    ],
    [
      'holds out from service recovery',
      named('r', { phases: ['gone'] }, { holdOut: true }),
      /^0: holds out customers from service-recovery: only proactive-retention and win-back/,
    ],
    [
      'gives to the silent',
      named(
        'r',
        { openCase: false, causes: ['unknown'] },
        { kind: 'proactive-retention', offer: { kind: 'gift', shareOfLimitStart: 1, limitMinor: 0 } },
      ),
      /^0: gives a gift to who has not asked for anything/,
    ],
    [
      'begins a discount at its limit',
      named('r', { openCase: false, causes: ['price'] }, { offer: { kind: 'discount', shareOfLimitStart: 1, limitMinor: 5 } }),
      /^0: begins its discount at the limit/,
    ],
    [
      'wins back without an element',
      named('r', { phases: ['gone'] }, { kind: 'win-back', elements: { ...mail.elements, procedural: '' } }),
      /^0: is a win-back that lacks an element/,
    ],
    [
      'wins back by phone without proved consent',
      named('r', { phases: ['gone'] }, { kind: 'win-back', channel: 'phone', consentNeeded: 'not-refused' }),
      /^0: is a win-back by phone, which needs consentNeeded: proved-opt-in/,
    ],
    ['expires before it is due', named('r', { phases: ['gone'] }, { expiresAfter: 1 }), /^0: expires before it is due/],
    [
      'asks for a queue that is not there',
      named('r', { phases: ['gone'] }, { queue: 'nobody' }),
      /^0: has the queue nobody, which is none of retention, /,
    ],
  ])('with a rule that %s', (_, rule, problem) => {
    expect(problemsOf([rule, rest])).toEqual([expect.stringMatching(problem)]);
  });

  it('with two rules of one name', () => {
    expect(problemsOf([named('rest', { phases: ['gone'] }), rest])).toEqual([
      '1: has the name of an earlier rule: names are unique',
    ]);
  });

  it('not for what an earlier rule keeps from happening', () => {
    const policy = [
      named('open', { openCase: true }),
      named('spared', { causes: ['over-solicited'] }),
      named('sells', {}, { commercial: true }),
    ];
    expect(problemsOf(policy)).toEqual([]);
  });
});
