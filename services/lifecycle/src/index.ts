export { encodeJourney } from './journey.ts';
export { presentStates } from './present-states.ts';
export { calibrationFrom, lifecycleProcessor } from './processor.ts';
export { type LifecycleWiring, lifecycleProgram, service } from './program.ts';
export { digest } from './records.ts';
export { type Addresses, type RunningService, startLifecycle } from './service.ts';
