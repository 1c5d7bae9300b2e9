import { initialState } from '@ebb/domain';
import { noTime } from '@ebb/runtime';
import { expect, it } from 'vitest';
import { customerText } from './customer-text.ts';

const showing = { currency: 'EUR', minorDigits: 2, french: false };
const look = { customerId: 'ann', partition: 2, state: initialState, journey: [], ahead: [] };
const heading = (completeTo: number) => customerText({ ...look, completeTo }, null, showing).split('\n')[0];

it('A customer is shown with the time up to which all is judged, or with why there is none yet', () => {
  expect(heading(Date.UTC(1998, 6, 1))).toBe('Customer ann, all judged up to 1998-07-01 00:00');
  expect(heading(noTime)).toBe(
    'Customer ann, judged by what has come; a source that has never brought anything holds up the time',
  );
});
