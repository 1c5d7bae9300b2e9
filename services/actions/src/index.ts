export { readEffects } from './effects.ts';
export { effectsText } from './effects-text.ts';
export { type ActionsLook, lookUpActions } from './look-up.ts';
export { actionsMetrics } from './metrics.ts';
export { service } from './program.ts';
export { startActions } from './service.ts';
