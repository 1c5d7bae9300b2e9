import type { Instant } from '@ebb/domain';
import type { Pen } from '../synthetic/pen.ts';
import type { DropOut } from './truth.ts';

/** A drop-out that may come about: of all of a customer's, the earliest does. */
export interface Leaving extends Omit<DropOut, 'knowableAt'> {
  /** Writes down what is heard of it, where it comes about. @returns when it can be known first; null for never */
  readonly tell: (pen: Pen) => Instant | null;
}
