export { type CdnowCalibration, readCdnowCalibration, readCdnowCalibrationFile } from './calibration.ts';
export { cdnowEnd, readCdnow } from './customers.ts';
export { type Arrival, disordered, type FeedOptions, feed, purchaseRecord, type SourceEvent } from './feed.ts';
export { walkForward } from './walk-forward.ts';
