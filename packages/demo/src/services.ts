/** The services of Ebb, in this process or running elsewhere, and the receiver that delivery sends to. */
import { startActions } from '@ebb/actions';
import type { Config } from '@ebb/contracts';
import { startDelivery, webhookSecrets } from '@ebb/delivery';
import { startLifecycle } from '@ebb/lifecycle';
import type { Log } from '@ebb/runtime';
import { newSecret, Receiver } from './receiver.ts';

export interface Addresses {
  /** `host:port`, several separated by commas. */
  readonly kafkaBrokers: string;
  readonly redisUrl: string;
  readonly schemaRegistryUrl: string;
}

export interface Services {
  readonly receiver: Receiver;
  /** Addresses of health, status and metrics. */
  readonly urls: Readonly<Record<'lifecycle' | 'actions' | 'delivery', string>>;
  stop(): Promise<void>;
}

export async function startServices(config: Config, addresses: Addresses, log: Log): Promise<Services> {
  await using started = new AsyncDisposableStack();
  const secret = newSecret();
  const receiver = new Receiver(secret);
  await receiver.listen();
  started.defer(() => receiver.close());
  const sending = { ...config, delivery: { ...config.delivery, targets: targetsAt(config, receiver.url) } };
  const secrets = webhookSecrets(
    sending.delivery,
    Object.fromEntries(sending.delivery.targets.map(({ secretFrom }) => [secretFrom, secret])),
  );
  const { kafkaBrokers, ...other } = addresses;
  const common = { ...other, kafkaBrokers: kafkaBrokers.split(','), http: { host: '127.0.0.1', port: 0 } };
  const lifecycle = await startLifecycle(config, common, log);
  started.defer(() => lifecycle.stop());
  const actions = await startActions(config, common, log);
  started.defer(() => actions.stop());
  const delivery = await startDelivery(sending, { ...common, webhookSecrets: secrets }, log);
  started.defer(() => delivery.stop());
  const running = started.move();
  return {
    receiver,
    urls: { lifecycle: lifecycle.url, actions: actions.url, delivery: delivery.url },
    stop: () => running.disposeAsync(),
  };
}

/** Services that run elsewhere, on the configuration of the demo. */
export interface RunningServices {
  readonly urls: Services['urls'];
  /** What delivery signs with, as `whsec_…`. */
  readonly webhookSecret: string;
}

/** Goes along with services that run already, and receives what they send to where the configuration says. */
export async function joinServices({ delivery }: Config, { urls, webhookSecret }: RunningServices): Promise<Services> {
  const receiver = new Receiver(webhookSecret);
  const [port] = delivery.targets.map(({ url }) => Number(new URL(url).port));
  await receiver.listen({ host: '127.0.0.1', port: port as number });
  return { receiver, urls, stop: () => receiver.close() };
}

/** The configured targets, all of them at the receiver's address: the port is any that is free. */
const targetsAt = ({ delivery }: Config, url: string): Config['delivery']['targets'] =>
  delivery.targets.map((target) => ({ ...target, url }));
