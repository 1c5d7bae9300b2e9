export { type CdnowCalibration, readCdnowCalibration } from './calibration.ts';
export { cdnowEnd, readCdnow } from './customers.ts';
export { type Arrival, type FeedOptions, feed, purchaseRecord } from './feed.ts';
