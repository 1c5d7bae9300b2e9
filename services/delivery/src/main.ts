/** Composition root: the only place that reads the environment. */
import { runService } from '@ebb/service';
import { startDelivery } from './service.ts';
import { webhookSecrets } from './signature.ts';

await runService('delivery', process.env, (config, addresses, log) =>
  startDelivery(config, { ...addresses, webhookSecrets: webhookSecrets(config.delivery, process.env) }, log),
);
