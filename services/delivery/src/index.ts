export { Canary } from './canary.ts';
export { DeliveryMetrics } from './metrics.ts';
export { type Addresses, startDelivery } from './service.ts';
export { webhookSecrets } from './signature.ts';
export { DeliveryStore } from './store.ts';
