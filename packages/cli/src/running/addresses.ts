import { givenAddresses } from '@ebb/stack';
import { UserError } from '../errors.ts';
import { isAlive, StateFile } from './state.ts';

const variables = { kafka: 'KAFKA_BROKERS', redis: 'REDIS_URL', 'schema-registry': 'SCHEMA_REGISTRY_URL' } as const;

/**
 * The address of a server: the one given in the environment, else of what `up` has started or was given.
 * @throws {UserError} there is none
 */
export function addressOf(server: keyof typeof variables): string {
  const given = givenAddresses(process.env);
  const fromEnvironment = { kafka: given.kafkaBrokers, redis: given.redisUrl, 'schema-registry': given.schemaRegistryUrl }[
    server
  ];
  const state = new StateFile().read();
  const started = state.processes.find((running) => running.name === server && isAlive(running));
  const address = fromEnvironment ?? started?.address ?? state.given[server];
  if (address === undefined) {
    throw new UserError(`no ${server} runs here: ./ebb up starts one, or ${variables[server]} names another`);
  }
  return address;
}
