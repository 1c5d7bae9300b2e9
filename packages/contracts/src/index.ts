export {
  DecodeError,
  type Decoder,
  decode,
  encode,
  encodeFramed,
  isRecordName,
  type RecordName,
  resolverFor,
  schemaTextOf,
  subjectOf,
  UnreadableSchemaError,
} from './codec.ts';
export { type Calibration, type Config, ConfigError, loadConfig, parseConfig } from './config/config.ts';
export { minorDigitsOf } from './currencies.ts';
export { type BadRecord, bad, type DeadLetterReason, deadLetterReasons } from './dead-letter-reasons.ts';
export {
  type BorderLimits,
  engagementFact,
  markerWatermark,
  profileChangeFact,
  purchaseFact,
  type SoundFact,
  type SoundMarker,
  supportContactFact,
} from './facts.ts';
// StoredCustomer and StoredFact are those of stored.ts: named exports win over these.
export type * from './generated/records.ts';
export { customerOfKey, deadLetterKey, markerKey, recordKey } from './keys.ts';
export type { DatedRate, Rates } from './rates.ts';
export {
  decodeJourneyEntry,
  decodeOutboxEntry,
  decodeStoredCustomer,
  encodeJourneyEntry,
  encodeOutboxEntry,
  encodeStoredCustomer,
  type StoredCustomer,
  type StoredFact,
} from './stored.ts';
export { headers, type SourceName, sourceNames, sources, topics } from './topics.ts';
export { type FrameFault, frame, type Unframed, unframe } from './wire.ts';
