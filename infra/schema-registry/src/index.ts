export type { Log } from './outage.ts';
export { type SchemaRegistry, type SchemaRegistryOptions, startSchemaRegistry } from './registry.ts';
export { UnsuitableTopicError } from './topic.ts';
