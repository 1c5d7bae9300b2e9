import { createHash } from 'node:crypto';

const bytesUsed = 6;

/**
 * Where a customer stands in the order of the hold-out, in [0, 1): the first 48 bits of sha256(salt + customer id), so that anybody
 * who has the salt can tell who was left alone. The same for all actions of all time under one salt: another salt draws anew.
 */
export const holdOutShareFor =
  (salt: string) =>
  (customerId: string): number =>
    createHash('sha256').update(`${salt}${customerId}`).digest().readUIntBE(0, bytesUsed) / 2 ** (8 * bytesUsed);
