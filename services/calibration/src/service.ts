/** The service of calibration from its configuration and addresses to one that looks every minute whether it is time. */
import type { Config } from '@ebb/contracts';
import { connectKafka, Schemas, untilKafkaAnswers } from '@ebb/kafka';
import type { Log } from '@ebb/runtime';
import {
  type Addresses,
  calibrationsTopic,
  countPartitions,
  openRedis,
  openSideInput,
  type RunningService,
  ServerHealth,
  serveHealth,
} from '@ebb/service';
import type { CalibrationServers } from './calibrate-now.ts';
import { CalibrationMetrics } from './metrics.ts';
import { Schedule } from './schedule.ts';

export const service = 'calibration';

/** A calibration's servers, connected; a server that is away is waited for. */
export async function openServers(config: Config, addresses: Omit<Addresses, 'http'>, log: Log): Promise<CalibrationServers> {
  const { redis } = await openRedis(config, addresses, log);
  const settings = { brokers: addresses.kafkaBrokers, clientId: config.kafka.clientId, ...addresses.kafkaSecurity };
  await untilKafkaAnswers(settings, log);
  const kafka = connectKafka(settings, log);
  await countPartitions(kafka, { sourceTopics: [], sourcePartitions: null, otherTopics: [config.outputs.calibrations] });
  return { redis, kafka, schemas: new Schemas(addresses.schemaRegistryUrl, log), log };
}

/** Resolves when it has read what is published. Rejects with what is wrong and what is allowed. */
export async function startCalibration(config: Config, addresses: Addresses, log: Log): Promise<RunningService> {
  const servers = await openServers(config, addresses, log);
  const metrics = new CalibrationMetrics();
  const { everyDays } = config.fitting;
  const schedule = everyDays === null ? null : new Schedule(config, everyDays, servers, metrics);
  const { groupId, sessionTimeout: sessionTimeoutMilliseconds } = config.kafka;
  const topic = calibrationsTopic(
    config,
    {
      Calibration: (record) => {
        schedule?.judged(record);
        metrics.published(record);
      },
      CalibrationRefused: (record) => schedule?.judged(record),
    },
    log,
  );
  const { schemas, kafka, redis } = servers;
  const side = await openSideInput(kafka, topic, { schemas, groupId, sessionTimeoutMilliseconds, log });
  const health = new ServerHealth(kafka, redis);
  health.addTo(metrics.registry);
  const endpoints = await serveHealth({
    ...addresses.http,
    notReady: () => health.away(),
    status: () => ({ everyDays }),
    metrics: async () => ({ contentType: metrics.registry.contentType, body: await metrics.registry.metrics() }),
  });
  schedule?.start();
  return {
    url: endpoints.url,
    stop: async () => {
      await schedule?.stop();
      await side.stop();
      redis.disconnect();
      await health.stop();
      await endpoints.stop();
    },
  };
}
