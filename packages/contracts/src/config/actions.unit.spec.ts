import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as domain from '@ebb/domain';
import { defaultActionRules } from '@ebb/domain';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Config, ConfigError, parseConfig } from './config.ts';

const parse = (text: string): Config => parseConfig(text, 'ebb.yaml', () => '');

function problemsOf(text: string): readonly string[] {
  try {
    parse(text);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const hour = 3_600_000;

describe('the configuration of actions', () => {
  test('gives the domain its rules, by default its own', () => {
    expectTypeOf<Config['actions']>().toExtend<domain.ActionRules>();
    expect(parse('').actions).toMatchObject(defaultActionRules);
  });

  test('reads opening hours as the clocks show them, and holidays', () => {
    const { openingHours } = parse(
      'actions: { openingHours: { weekdays: [sat, sun], from: "07:30", to: "24:00", holidays: [1970-01-03] } }',
    ).actions;
    expect(openingHours).toEqual({ weekdays: [6, 0], from: 450, to: 1_440, holidays: [2] });
  });

  test('takes a policy of as few words as possible', () => {
    const [open, rest] = parse(
      policy(`
    - name: open
      when: { openCase: true }
      do:
        kind: service-recovery
        queue: technical
        deskLevel: 2
        channel: phone
        consentNeeded: none
        dueWithin: 24h
        expiresAfter: 7d
        reason: A case is open.
        reasonFr: Un dossier est ouvert.`),
    ).actions.policy;
    expect(open?.when).toMatchObject({ openCase: true, stages: null, causes: null });
    expect(open?.do).toMatchObject({
      dueWithin: 24 * hour,
      inOpeningHours: true,
      holdOut: false,
      commercial: false,
      offer: null,
    });
    expect(rest?.do).toEqual({ kind: 'nothing', reason: 'Rest.', reasonFr: 'Reste.' });
  });
});

/** Rules, and a last one for whoever is left. */
const policy = (rules: string): string => `actions:\n  policy:${rules}
    - name: rest
      do: { kind: nothing, reason: Rest., reasonFr: Reste. }
`;

const acting = (more: string): string =>
  `{ kind: service-recovery, queue: technical, deskLevel: 2, channel: mail, consentNeeded: none, dueWithin: 1h, expiresAfter: 2d, reason: a, reasonFr: b, ${more} }`;

describe('a policy is refused with file, line and what is allowed', () => {
  test.each([
    [
      'a rule that is never followed',
      policy('\n    - name: all\n      do: { kind: nothing, reason: a, reasonFr: b }'),
      'ebb.yaml:5: actions.policy.1 (rest) is never followed: all that it would apply to is taken by all, before it',
    ],
    [
      'a case without a rule',
      'actions:\n  policy:\n    - name: gone\n      when: { phases: [gone] }\n      do: { kind: nothing, reason: a, reasonFr: b }',
      'ebb.yaml:3: actions.policy: no rule applies to phase leaving, trigger silence, ',
    ],
    [
      'an unknown cause',
      policy('\n    - name: bored\n      when: { causes: [borredom] }\n      do: { kind: nothing, reason: a, reasonFr: b }'),
      'ebb.yaml:4: actions.policy.0.when.causes.0 is one of better-offer, price, ',
    ],
    [
      'an unknown stage',
      policy('\n    - name: new\n      when:\n        stages: [core, new]\n      do: { kind: nothing, reason: a, reasonFr: b }'),
      'ebb.yaml:5: actions.policy.0.when.stages.1 is one of none, suspect, ',
    ],
    [
      'an unknown condition',
      policy('\n    - name: bored\n      when: { cause: [boredom] }\n      do: { kind: nothing, reason: a, reasonFr: b }'),
      'ebb.yaml:4: there is no actions.policy.0.when.cause; did you mean causes? allowed here: phases, ',
    ],
    [
      'an unknown kind',
      policy('\n    - name: odd\n      do: { kind: nothig, reason: a, reasonFr: b }'),
      'ebb.yaml:4: actions.policy.0.do.kind is one of nothing, proactive-retention, ',
    ],
    [
      'a misspelt key',
      policy(`\n    - name: odd\n      when: { phases: [gone] }\n      do: ${acting('ofer: null')}`),
      'ebb.yaml:5: there is no actions.policy.0.do.ofer; did you mean offer? allowed here: kind, ',
    ],
    [
      'an unknown queue',
      policy(`\n    - name: odd\n      when: { phases: [gone] }\n      do: ${acting('').replace('technical', 'tecnical')}`),
      'ebb.yaml:3: actions.policy.0 (odd) has the queue tecnical, which is none of retention, technical, ',
    ],
    [
      'a negative limit',
      policy(
        `\n    - name: odd\n      when: { phases: [gone] }\n      do: ${acting('offer: { kind: service, shareOfLimitStart: 0, limitMinor: -1 }')}`,
      ),
      'ebb.yaml:5: actions.policy.0.do.offer.limitMinor is a whole number from 0',
    ],
    [
      'a beginning above the limit',
      policy(
        `\n    - name: odd\n      when: { phases: [gone] }\n      do: ${acting('offer: { kind: service, shareOfLimitStart: 2, limitMinor: 1 }')}`,
      ),
      'ebb.yaml:5: actions.policy.0.do.offer.shareOfLimitStart is a number from 0 to 1',
    ],
    [
      'a rule that sells with an open case',
      policy(`\n    - name: odd\n      when: { phases: [gone], causes: [price] }\n      do: ${acting('commercial: true')}`),
      'ebb.yaml:3: actions.policy.0 (odd) sells to customers with an open case',
    ],
    [
      'selling to the over-solicited',
      policy(
        `\n    - name: odd\n      when: { causes: [over-solicited], openCase: false }\n      do: ${acting('commercial: true')}`,
      ),
      'ebb.yaml:3: actions.policy.0 (odd) sells to over-solicited customers',
    ],
    [
      'a gift to the silent',
      policy(
        `\n    - name: odd\n      when: { phases: [leaving], triggers: [silence], causes: [boredom], openCase: false }\n      do: ${acting(
          'offer: { kind: gift, shareOfLimitStart: 1, limitMinor: 100 }',
        ).replace('service-recovery', 'proactive-retention')}`,
      ),
      'ebb.yaml:3: actions.policy.0 (odd) gives a gift to who has not asked for anything',
    ],
    [
      'no time to act',
      policy(`\n    - name: odd\n      when: { phases: [gone] }\n      do: ${acting('').replace('1h', '0h')}`),
      'ebb.yaml:5: actions.policy.0.do.dueWithin is no duration above 0',
    ],
    ['a negative hold-out', 'actions: { holdOut: { share: -0.1 } }', 'ebb.yaml:1: actions.holdOut.share is a number from 0 to 1'],
    [
      'no day of opening',
      'actions: { openingHours: { weekdays: [] } }',
      'ebb.yaml:1: actions.openingHours.weekdays is at least one day',
    ],
    [
      'a day that is none',
      'actions: { openingHours: { weekdays: [monday] } }',
      'ebb.yaml:1: actions.openingHours.weekdays.0 is one of sun, mon,',
    ],
    [
      'closing before opening',
      'actions: { openingHours: { from: "19:00" } }',
      'ebb.yaml:1: actions.openingHours is to begin before it ends',
    ],
    [
      'a time that is none',
      'actions: { openingHours: { to: "24:30" } }',
      'ebb.yaml:1: actions.openingHours.to is a time of day, such as "09:00"',
    ],
    [
      'an action that harms',
      'actions: { success: { winBack: { with: 0.1 } } }',
      'ebb.yaml:1: actions.success.winBack has a success with the action below that without',
    ],
    [
      'rules of a queue taken away',
      'actions: { queues: [managers] }',
      'ebb.yaml:1: actions.policy.0 (farewell) has the queue customer-care, which is none of managers',
    ],
  ])('for %s', (_, text, problem) => {
    expect(problemsOf(text)).toEqual(expect.arrayContaining([expect.stringContaining(problem)]));
  });
});

test('the document shows the rules of the default policy in their order', () => {
  const document = readFileSync(join(import.meta.dirname, '../../../../docs/actions.md'), 'utf8');
  const shown = [...document.matchAll(/^\| \d+ +\| `([\w-]+)`/gm)].map(([, name]) => name);
  expect(shown).toEqual(defaultActionRules.policy.map(({ name }) => name));
});
