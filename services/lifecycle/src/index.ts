export type { Addresses, RunningService } from '@ebb/service';
export { encodeJourney } from './journey.ts';
export { type CustomerLook, lookUp } from './look-up.ts';
export { lifecycleMetrics } from './metrics.ts';
export { presentStates } from './present-states.ts';
export { lifecycleProcessor } from './processor.ts';
export { service } from './program.ts';
export { digest } from './records.ts';
export { startLifecycle } from './service.ts';
