export { type Calibrated, type CalibrationServers, calibrateNow, wouldCalibrate } from './calibrate-now.ts';
export { type EdgeChanges, type Judgement } from './judge.ts';
export { CalibrationMetrics } from './metrics.ts';
export { openServers, startCalibration } from './service.ts';
