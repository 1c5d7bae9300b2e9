/**
 * What a reader of Ebb's topics does with sequence numbers: the relay may repeat, so a reader drops what it has had and notices a gap.
 * Pure; one per (service, source partition) and partition read.
 */
export interface SequencePosition {
  readonly epoch: number;
  readonly sequence: number;
}

export type SequenceVerdict =
  /** The next one. */
  | 'new'
  /** Had already: a repeat by the relay, or a former owner that was slow. */
  | 'repeat'
  /** New, but at least one before it is missing. */
  | 'gap'
  /** New, of a later epoch whose numbers start over: the store had lost commits. Only record ids tell what is a repeat. */
  | 'rewound';

export function judgeSequence(last: SequencePosition | undefined, next: SequencePosition): SequenceVerdict {
  if (last === undefined) return next.sequence === 1 ? 'new' : 'gap';
  if (next.epoch < last.epoch) return 'repeat';
  if (next.sequence === last.sequence + 1) return 'new';
  if (next.sequence > last.sequence) return 'gap';
  return next.epoch > last.epoch ? 'rewound' : 'repeat';
}
