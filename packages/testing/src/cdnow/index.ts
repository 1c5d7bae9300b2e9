export { type CdnowCalibration, readCdnowCalibration } from './calibration.ts';
export { cdnowEnd, readCdnow } from './customers.ts';
