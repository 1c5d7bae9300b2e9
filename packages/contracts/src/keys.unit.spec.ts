import fc from 'fast-check';
import { expect, test } from 'vitest';
import { customerOfKey, deadLetterKey, markerKey, recordKey } from './keys.ts';

const awkward = fc.string({ unit: fc.constantFrom('/', '%', '2', '5', 'F', 'a', 'é') });

test('a key tells the customer, whatever the ids hold', () => {
  fc.assert(
    fc.property(
      awkward.filter((id) => id !== ''),
      awkward,
      (customerId, recordId) => {
        expect(customerOfKey(recordKey(customerId, recordId))).toBe(customerId);
      },
    ),
  );
});

test('two records never share a key', () => {
  fc.assert(
    fc.property(awkward, awkward, awkward, awkward, (customerA, recordA, customerB, recordB) => {
      fc.pre(customerA !== customerB || recordA !== recordB);
      expect(recordKey(customerA, recordA)).not.toBe(recordKey(customerB, recordB));
    }),
  );
});

test('a key is the customer id, a slash and the record id', () => {
  expect(recordKey('c 1', 'order/7/transition')).toBe('c 1/order/7/transition');
  expect(recordKey('shop/1', 'r')).toBe('shop%2F1/r');
});

test('the key of a marker is of no customer', () => {
  expect(customerOfKey(markerKey('lifecycle', 3))).toBeNull();
});

test('the key of a dead letter is the place it came from', () => {
  expect(deadLetterKey('purchases', 3, 17)).toBe('purchases/3/17');
});
