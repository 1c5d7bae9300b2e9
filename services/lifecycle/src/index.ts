export { lifecycleProcessor } from './processor.ts';
export { type LifecycleWiring, lifecycleProgram, service } from './program.ts';
export { type Addresses, type RunningService, startLifecycle } from './service.ts';
