/** Where the fields of a record batch are (Kafka's message format 2, https://kafka.apache.org/documentation/#recordbatch). */
export const batchField = {
  /** Of all that comes after it. */
  length: 8,
  leaderEpoch: 12,
  magic: 16,
  /** CRC-32C of all that comes after it. */
  crc: 17,
  attributes: 21,
  lastOffsetDelta: 23,
  baseTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  count: 57,
} as const;

/** The records come after it. */
export const batchHeaderBytes = 61;

export const batchMagic = 2;
