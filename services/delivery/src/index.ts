export { type Addresses, startDelivery } from './service.ts';
export { webhookSecrets } from './signature.ts';
