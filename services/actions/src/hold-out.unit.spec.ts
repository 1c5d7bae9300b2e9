import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { holdOutShareFor } from './hold-out.ts';

const customers = Array.from({ length: 20_000 }, (_, number) => `customer-${number}`);

describe('the hold-out', () => {
  it('takes a customer by the hash of salt and id, so that anybody with the salt can tell who was left alone', () => {
    const hex = createHash('sha256').update('salt').update('ann').digest('hex');
    expect(holdOutShareFor('salt')('ann')).toBe(Number.parseInt(hex.slice(0, 12), 16) / 2 ** 48);
  });

  it('leaves a tenth of the customers alone where a tenth is wanted, and the same ones each time', () => {
    const heldOut = (salt: string) => customers.filter((customerId) => holdOutShareFor(salt)(customerId) < 0.1);
    expect(heldOut('one').length / customers.length).toBeCloseTo(0.1, 2);
    expect(heldOut('one')).toEqual(heldOut('one'));
  });

  it('is drawn anew by another salt: about a tenth of a tenth are left alone by both', () => {
    const both = customers.filter(
      (customerId) => holdOutShareFor('one')(customerId) < 0.1 && holdOutShareFor('two')(customerId) < 0.1,
    );
    expect(both.length / customers.length).toBeGreaterThan(0.005);
    expect(both.length / customers.length).toBeLessThan(0.015);
  });
});
