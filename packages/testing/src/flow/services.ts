/** The three services, each in a process of its own, one of which may be killed at any moment and is started again. */
import type { SourceName } from '@ebb/contracts';
import type { Admin } from 'kafkajs';
import { deliveryAt, type LaunchedWorker, type Pipeline, untilQuiet } from '../pipeline/index.ts';

export const serviceNames = ['lifecycle', 'actions', 'delivery'] as const;
export type ServiceName = (typeof serviceNames)[number];

const settleMillisecondsMax = 120_000;

export class Services {
  readonly #pipeline: Pipeline;
  readonly #secrets: Readonly<Record<string, string>>;
  readonly #running = new Map<ServiceName, LaunchedWorker>();
  readonly #admin: Admin;

  private constructor(pipeline: Pipeline, secrets: Readonly<Record<string, string>>, admin: Admin) {
    this.#pipeline = pipeline;
    this.#secrets = secrets;
    this.#admin = admin;
  }

  /** @param secrets what delivery finds in its environment besides addresses */
  static async start(pipeline: Pipeline, secrets: Readonly<Record<string, string>>): Promise<Services> {
    const admin = pipeline.kafka.admin();
    await admin.connect();
    const services = new Services(pipeline, secrets, admin);
    for (const name of serviceNames) services.#launch(name);
    await Promise.all([...services.#running.values()].map(({ up }) => up));
    return services;
  }

  /** Ends it without a warning, and starts it anew at once. */
  async kill(name: ServiceName): Promise<void> {
    await this.#running.get(name)?.kill();
    this.#launch(name);
  }

  /** Says that sources are complete up to an event time, and resolves when all that follows from it has been done. */
  async settle(watermark: number, sources: readonly SourceName[], onLook: () => Promise<void>): Promise<void> {
    const { redis, config, writer } = this.#pipeline;
    if (sources.length > 0) await writer.markers(watermark, sources);
    const deadline = Date.now() + settleMillisecondsMax;
    const delivery = async () => deliveryAt((await this.#of('delivery').up).url, redis, config);
    await untilQuiet({ admin: this.#admin, redis, config, delivery }, async () => {
      if (Date.now() > deadline) throw new Error(`not settled to ${new Date(watermark).toISOString()}:\n${this.logs()}`);
      await onLook();
    });
  }

  /** The last lines that each has said. */
  logs(): string {
    return [...this.#running].map(([name, service]) => `${name}:\n${lastLines(service)}`).join('\n');
  }

  /** As an operator would stop them; resolves with their exit codes. */
  async stop(): Promise<readonly (number | null)[]> {
    await this.#admin.disconnect();
    return Promise.all([...this.#running.values()].map((service) => service.stop()));
  }

  #of(name: ServiceName): LaunchedWorker {
    return this.#running.get(name) as LaunchedWorker;
  }

  #launch(name: ServiceName): void {
    this.#running.set(name, this.#pipeline.launchWorker(name, this.#secrets));
  }
}

const linesShown = 20;

const lastLines = (service: LaunchedWorker): string => service.log().split('\n').slice(-linesShown).join('\n');
