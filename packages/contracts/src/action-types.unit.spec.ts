/** What the domain says of actions and what the schemas say are the same: checked by the compiler, and for words by tests. */
import type * as domain from '@ebb/domain';
import {
  actionKinds,
  actionPhases,
  actionTriggers,
  channels,
  consentsNeeded,
  effectGroups,
  effectOutcomes,
  leadingElements,
  offerKinds,
  stages,
} from '@ebb/domain';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type * as contract from './generated/records.ts';
import { schemas } from './generated/records.ts';

type Sent<Output extends domain.ActionsOutput> = Omit<Output, 'type'> & { readonly revision: number };

test('what is said of an action, with a revision, is a record that can be sent, and no field is missing', () => {
  expectTypeOf<Sent<domain.RetentionAction>>().toExtend<contract.RetentionAction>();
  expectTypeOf<keyof contract.RetentionAction>().toEqualTypeOf<keyof Sent<domain.RetentionAction>>();
  expectTypeOf<keyof contract.ActionElements>().toEqualTypeOf<keyof domain.ActionElements>();
  expectTypeOf<keyof contract.ActionOffer>().toEqualTypeOf<keyof domain.ActionOffer>();
  expectTypeOf<Sent<domain.ActionCalledOff>>().toExtend<contract.ActionCalledOff>();
  expectTypeOf<keyof contract.ActionCalledOff>().toEqualTypeOf<keyof Sent<domain.ActionCalledOff>>();
  expectTypeOf<Sent<domain.ActionWithheld>>().toExtend<contract.ActionWithheld>();
  expectTypeOf<keyof contract.ActionWithheld>().toEqualTypeOf<keyof Sent<domain.ActionWithheld>>();
  expectTypeOf<Sent<domain.EffectMeasured>>().toExtend<contract.EffectMeasured>();
  expectTypeOf<keyof contract.EffectMeasured>().toEqualTypeOf<keyof Sent<domain.EffectMeasured>>();
});

/** Every member of a union of words, as a list that the compiler holds complete. */
const wordsOf = <Word extends string>(words: Record<Word, true>): string[] => Object.keys(words);

const callings = wordsOf<domain.ActionCalledOff['reason']>({
  'alert-closed': true,
  superseded: true,
  expired: true,
  concluded: true,
});
const withholdings = wordsOf<domain.WithholdingReason>({
  'held-out': true,
  'nothing-right': true,
  'open-action': true,
  'no-contact': true,
});

describe('the words that a record may hold are those documented', () => {
  test.each([
    ['RetentionAction', 'kind', actionKinds],
    ['RetentionAction', 'stage', stages],
    ['RetentionAction', 'phase', actionPhases],
    ['RetentionAction', 'trigger', actionTriggers],
    ['RetentionAction', 'channel', channels],
    ['ActionCalledOff', 'reason', callings],
    ['ActionWithheld', 'reason', withholdings],
    ['ActionWithheld', 'phase', actionPhases],
    ['EffectMeasured', 'kind', actionKinds],
    ['EffectMeasured', 'stage', stages],
    ['EffectMeasured', 'phase', actionPhases],
    ['EffectMeasured', 'group', effectGroups],
    ['EffectMeasured', 'outcome', effectOutcomes],
  ] as const)('%s.%s', (record, field, words) => {
    const { fields } = schemas[record] as unknown as { fields: { name: string; doc: string }[] };
    expect(fields.find(({ name }) => name === field)?.doc).toContain(`One of: ${words.join(', ')}.`);
  });

  test('consent, offers and elements', () => {
    const text = JSON.stringify(schemas.RetentionAction);
    for (const word of consentsNeeded) expect(text).toContain(word);
    expect(text).toContain(`One of: ${offerKinds.join(', ')}.`);
    expect(text).toContain(`One of: ${leadingElements.join(', ')}, or empty.`);
  });
});
