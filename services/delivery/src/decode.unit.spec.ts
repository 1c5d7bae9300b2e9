import { encodeFramed, type Records, recordKey, schemaTextOf } from '@ebb/contracts';
import { expect, it } from 'vitest';
import { changesDecoder } from './decode.ts';
import { actionOf, noon } from './spec-support.ts';

const decode = changesDecoder({
  schemas: {
    writer: async () => ({ kind: 'schema', name: 'ebb.RetentionAction', schema: JSON.parse(schemaTextOf('RetentionAction')) }),
  },
  routing: { clock: 'wall', targets: [], callCentreChannels: ['phone'] },
  partitions: 1,
  now: () => noon,
  onMarker: () => {},
});
const decoded = (action: Records['RetentionAction']) => {
  const key = Buffer.from(recordKey(action.customerId, action.recordId));
  return decode(
    { offset: 0, brokerAt: noon, key, value: encodeFramed('RetentionAction', 1, action), headers: {}, sent: null },
    0,
  );
};

it('an action becomes a task', async () => {
  expect(await decoded(actionOf('a1', { channel: 'phone' }))).toMatchObject([
    { kind: 'action', tasks: [{ queue: 'skill:retention' }] },
  ]);
});

it.each([
  ['of which nothing could be told', { channel: 'telex' }, 'absurd-value', 'channel is "telex"; allowed are other, phone, mail'],
  ['whose consent nobody knows', { consentNeeded: 'perhaps' }, 'absurd-value', 'allowed are none, not-refused, proved-opt-in'],
  ['that could not be written down', { expiresAt: 4_000_000_000_000_000 }, 'absurd-time', 'from 1990 to 9999 is allowed'],
  ['of no time', { at: 0 }, 'absurd-time', 'from 1990 to 9999 is allowed'],
  ['without an id', { recordId: '' }, 'bad-id', '1 to 256 are allowed'],
] as const)('one %s is a dead letter, as it would hold up all behind it', async (_, changes, code, detail) => {
  expect(await decoded(actionOf('a1', changes))).toMatchObject({ kind: 'bad', code, detail: expect.stringContaining(detail) });
});
