import type { ActionCalledOff, ActionsOutput, ActionWithheld } from '@ebb/domain';
import { journeyEntries } from '@ebb/service';
import { describe, expect, it } from 'vitest';
import { encodeJourney } from './journey.ts';
import { contentOf } from './records.ts';

const at = Date.UTC(2026, 0, 12, 9);
const common = { customerId: 'ann', at, causeId: 'alert' };

const withheld: ActionWithheld = {
  ...common,
  type: 'ActionWithheld',
  recordId: 'alert/withheld',
  alertId: 'alert',
  rule: 'win back',
  stage: 'core-defector',
  phase: 'gone',
  causes: ['price'],
  pmg: 'large',
  policyVersion: '1',
  reason: 'held-out',
  kind: 'win-back',
  detail: 'The customer is one of those left alone.',
};
const calledOff: ActionCalledOff = {
  ...common,
  type: 'ActionCalledOff',
  recordId: 'closed/called-off',
  actionId: 'alert/action',
  reason: 'alert-closed',
  detail: 'The alert is closed: returned.',
};

const linesOf = (...outputs: readonly ActionsOutput[]): string[] =>
  journeyEntries(
    encodeJourney(outputs.map((output) => ({ kind: 'record', output, revision: 0, content: contentOf(output) }))),
  ).map(({ detail }) => detail);

describe('the journey of a customer', () => {
  it('tells what was not done, by which rule and why', () => {
    expect(linesOf(withheld)).toEqual(['no win-back, held-out; win back: The customer is one of those left alone.']);
    const nothing = { ...withheld, kind: '', reason: 'nothing-right', detail: 'The customer moved abroad.' } as const;
    expect(linesOf(nothing)).toEqual(['nothing, nothing-right; win back: The customer moved abroad.']);
  });

  it('tells what is not to be done any more, and what was taken back', () => {
    expect(linesOf(calledOff)).toEqual(['alert/action, alert-closed: The alert is closed: returned.']);
    const of = {
      recordId: 'alert/action',
      recordType: 'RetentionAction',
      revision: 0,
      at,
      digest: Buffer.alloc(8),
      retracted: false,
      flow: '',
    };
    const [entry] = journeyEntries(encodeJourney([{ kind: 'retraction', of, causedBy: '!alert#0' }]));
    expect(entry).toEqual({ at, what: 'Retraction', id: 'alert/action', detail: 'RetentionAction, as !alert#0 came late' });
  });
});
