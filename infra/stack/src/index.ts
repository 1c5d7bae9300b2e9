export { type Addresses, type GivenAddresses, givenAddresses } from './addresses.ts';
export { boundToParent } from './bound-child.ts';
export { images, whyNoContainers } from './container-engine.ts';
export { ebbFolder, repository } from './folders.ts';
export { clusterIdAt, type KafkaCluster, startKafka, startKafkaCluster } from './kafka.ts';
export { listeningUrl } from './listening-line.ts';
export { startAlertmanager, startPrometheus } from './monitoring.ts';
export { monitoringPrograms, prepareMonitoring } from './monitoring-programs.ts';
export { freePort } from './ports.ts';
export { prepareJavaBuild, prepareStack, type Step } from './prepare.ts';
export { redisInfo, startRedis } from './redis.ts';
export { startSchemaRegistry } from './schema-registry.ts';
export {
  AddressInUseError,
  type Server,
  ServerFailedError,
  type ServerPlan,
  type StartedProcess,
  startServer,
} from './server.ts';
export { type Ports, type Stack, type StackOptions, startStack } from './stack.ts';
export type { StartOptions } from './start-options.ts';
export { MissingPackagesError } from './system-packages.ts';
export { temporaryFolder } from './temporary-folder.ts';
