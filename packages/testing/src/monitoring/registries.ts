/** What each service registers, without its servers: they are asked at a scrape only. */
import { actionsMetrics } from '@ebb/actions';
import { CalibrationMetrics } from '@ebb/calibration';
import { type Config, parseConfig } from '@ebb/contracts';
import { Canary, DeliveryMetrics, DeliveryStore } from '@ebb/delivery';
import { IntakeMetrics } from '@ebb/intake';
import { lifecycleMetrics } from '@ebb/lifecycle';
import { PatientRedis } from '@ebb/redis';
import { ServerHealth, ServiceMetrics } from '@ebb/service';
import { Redis } from 'ioredis';
import { Kafka } from 'kafkajs';
import type { Registry } from 'prom-client';

const kafka = new Kafka({ brokers: ['127.0.0.1:1'] });
const redis = new Redis({ lazyConnect: true });
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const serviceNames = ['lifecycle', 'actions', 'delivery', 'intake', 'calibration'] as const;
export type ServiceName = (typeof serviceNames)[number];

export function registries(): Readonly<Record<ServiceName, Registry>> {
  const config = parseConfig('', 'defaults', () => '');
  const lifecycle = streamRegistry();
  lifecycleMetrics(lifecycle, config, { all: [] }, () => ({ groups: {}, flows: {} }));
  const actions = streamRegistry();
  actionsMetrics(actions, config, () => ({ groups: {}, flows: {} }));
  return { lifecycle, actions, delivery: deliveryRegistry(config), intake: intakeRegistry(), calibration: calibrationRegistry() };
}

function streamRegistry(): Registry {
  const { registry } = new ServiceMetrics({
    types: [],
    topics: [],
    status: () => ({ tasks: [], stopped: [] }),
    timersBetween: async () => 0,
  });
  new ServerHealth(kafka, redis).addTo(registry);
  return registry;
}

function deliveryRegistry({ delivery, outboxEntriesMax, outputs }: Config): Registry {
  const limits = { ...delivery, outboxEntriesMax, cap: delivery.caps.perCustomer };
  const { registry } = new DeliveryMetrics({
    store: new DeliveryStore(new PatientRedis(redis, { kind: 'fsync' }, log), limits, () => 0),
    targets: [],
    now: () => 0,
    topic: outputs.retentionActions,
    intake: () => ({ joined: false, partitions: [] }),
    ends: async () => new Map(),
    canary: new Canary(0),
    isLive: true,
  });
  new ServerHealth(kafka, redis).addTo(registry);
  return registry;
}

function intakeRegistry(): Registry {
  const { registry } = new IntakeMetrics(() => []);
  new ServerHealth(kafka, null).addTo(registry);
  return registry;
}

function calibrationRegistry(): Registry {
  const { registry } = new CalibrationMetrics();
  new ServerHealth(kafka, redis).addTo(registry);
  return registry;
}
