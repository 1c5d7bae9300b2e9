export { faultOfAction } from './border/action.ts';
export { type Said, type SoundAlert, saidFact, withdrawalFact } from './border/alert.ts';
export { datedCalibration } from './border/calibration.ts';
export { engagementFact } from './border/engagement.ts';
export { type BorderLimits, earliestTime, type SoundFact, type SoundMarker } from './border/limits.ts';
export { markerWatermark } from './border/marker.ts';
export { profileChangeFact } from './border/profile-change.ts';
export { purchaseFact } from './border/purchase.ts';
export { supportContactFact } from './border/support-contact.ts';
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
export { type Config, ConfigError, type GivenCalibration, loadConfig, parseConfig } from './config/config.ts';
export { callCentreName } from './config/delivery.ts';
export { minorDigitsOf } from './currencies.ts';
export { type BadRecord, bad, type DeadLetterReason, deadLetterReasons } from './dead-letter-reasons.ts';
// StoredCustomer, StoredFact and StoredActions are those of stored.ts and stored-actions.ts: named exports win over these.
export type * from './generated/records.ts';
export { customerOfKey, deadLetterKey, markerKey, recordKey } from './keys.ts';
export type { DatedRate, Rates } from './rates.ts';
export {
  decodeJourneyEntries,
  decodeOutboxEntry,
  decodeStoredCustomer,
  encodeJourneyEntries,
  encodeOutboxEntry,
  encodeStoredCustomer,
  type StoredCustomer,
  type StoredFact,
} from './stored.ts';
export { decodeStoredActions, encodeStoredActions, type HeardFact, type StoredActions } from './stored-actions.ts';
export { headers, outputNames, type SourceName, sourceNames, sources, topicReadByLifecycle, topics } from './topics.ts';
export { type FrameFault, frame, frameHeadBytes, schemaIdIn, type Unframed, unframe } from './wire.ts';
