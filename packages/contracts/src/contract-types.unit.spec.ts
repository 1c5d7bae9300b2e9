/** What the domain says and what the schemas say are the same: checked by the compiler, and for words in the documentation by tests. */
import type * as domain from '@ebb/domain';
import { advocacies, causeNames, channels, phases, proofs, risks, stages } from '@ebb/domain';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type * as contract from './generated/records.ts';
import { schemas } from './generated/records.ts';
import type { StoredFact } from './stored.ts';

type Sent<Output extends domain.Output> = Output & { readonly revision: number };

describe('the shapes of the domain and of the schemas agree', () => {
  test('a customer state is stored as it is, and read as it was', () => {
    expectTypeOf<domain.CustomerState>().toExtend<contract.CustomerState>();
    expectTypeOf<contract.CustomerState>().toExtend<domain.CustomerState>();
  });

  test('a fact is stored as it is, and read as it was', () => {
    expectTypeOf<domain.Fact>().toExtend<StoredFact>();
    expectTypeOf<StoredFact>().toExtend<domain.Fact>();
  });

  test('what the lifecycle says, with a revision, is a record that can be sent', () => {
    expectTypeOf<Sent<domain.LifecycleTransition>>().toExtend<contract.LifecycleTransition>();
    expectTypeOf<Sent<domain.MainDefectorAlert>>().toExtend<contract.MainDefectorAlert>();
    expectTypeOf<Sent<domain.RiskAlert>>().toExtend<contract.RiskAlert>();
    expectTypeOf<Sent<domain.AlertClosed>>().toExtend<contract.AlertClosed>();
    expectTypeOf<Sent<domain.ContactabilityChanged>>().toExtend<contract.ContactabilityChanged>();
    expectTypeOf<Sent<domain.ActionOutcome>>().toExtend<contract.ActionOutcome>();
    expectTypeOf<Sent<domain.AbandonmentProposed>>().toExtend<contract.AbandonmentProposed>();
  });

  test('no field of what the lifecycle says is missing from its record', () => {
    expectTypeOf<keyof contract.LifecycleTransition>().toEqualTypeOf<Exclude<keyof Sent<domain.LifecycleTransition>, 'type'>>();
    expectTypeOf<keyof contract.MainDefectorAlert>().toEqualTypeOf<Exclude<keyof Sent<domain.MainDefectorAlert>, 'type'>>();
    expectTypeOf<keyof contract.RiskAlert>().toEqualTypeOf<Exclude<keyof Sent<domain.RiskAlert>, 'type'>>();
    expectTypeOf<keyof contract.ActionOutcome>().toEqualTypeOf<Exclude<keyof Sent<domain.ActionOutcome>, 'type'>>();
    expectTypeOf<keyof contract.AlertEvidence>().toEqualTypeOf<keyof domain.AlertEvidence>();
    expectTypeOf<keyof contract.AlertCause>().toEqualTypeOf<keyof domain.Cause>();
    expectTypeOf<keyof contract.SilenceEvidence>().toEqualTypeOf<keyof domain.SilenceEvidence>();
    expectTypeOf<keyof contract.AlertClosed>().toEqualTypeOf<Exclude<keyof Sent<domain.AlertClosed>, 'type'>>();
  });
});

/** Every member of a union of words, as a list that the compiler holds complete. */
const wordsOf = <Word extends string>(words: Record<Word, true>): string[] => Object.keys(words);

const reasons = wordsOf<domain.Reason>({
  lead: true,
  'first-purchase': true,
  'repeat-purchase': true,
  'core-test': true,
  purchase: true,
  silence: true,
  fading: true,
  return: true,
  'false-alarm': true,
  incident: true,
  'incident-over': true,
  payment: true,
  notice: true,
  'notice-withdrawn': true,
  'notice-effective': true,
  'contract-ended': true,
  relationship: true,
  advocacy: true,
  lost: true,
  abandoned: true,
  erased: true,
});
const triggers = wordsOf<domain.Trigger>({ silence: true, incident: true, payment: true, notice: true, 'contract-ended': true });
const closings = wordsOf<domain.AlertClosed['reason']>({
  'false-alarm': true,
  returned: true,
  purchased: true,
  escalated: true,
  'incident-over': true,
  'notice-withdrawn': true,
  lost: true,
  abandoned: true,
  erased: true,
});
const sizes = wordsOf<domain.Pmg>({ small: true, medium: true, large: true });

describe('the words that a record may hold are those documented', () => {
  test.each([
    ['LifecycleTransition', 'fromStage', stages],
    ['LifecycleTransition', 'toStage', stages],
    ['LifecycleTransition', 'fromRisk', risks],
    ['LifecycleTransition', 'toRisk', risks],
    ['LifecycleTransition', 'reason', reasons],
    ['LifecycleTransition', 'advocacy', advocacies],
    ['MainDefectorAlert', 'phase', phases],
    ['MainDefectorAlert', 'trigger', triggers],
    ['MainDefectorAlert', 'cause', causeNames],
    ['MainDefectorAlert', 'proof', proofs],
    ['ContactabilityChanged', 'channel', channels],
    ['MainDefectorAlert', 'stage', stages],
    ['MainDefectorAlert', 'pmg', sizes],
    ['AlertClosed', 'phase', phases],
    ['AlertClosed', 'reason', closings],
  ] as const)('%s.%s', (record, field, words) => {
    expect(documentedWords(schemas[record], field)).toEqual([...words]);
  });
});

/** The words after "One of:" in the documentation of a field, of the record or of one nested in it. */
function documentedWords(schema: object, field: string): string[] {
  let found: string[] | undefined;
  JSON.stringify(schema, (_, value: { name?: string; doc?: string } | null) => {
    if (value?.name === field) found = value.doc?.match(/One of: (.*)\./)?.[1]?.split(', ');
    return value;
  });
  if (found === undefined) throw new Error(`no field ${field} whose documentation says "One of: …"`);
  return found;
}
