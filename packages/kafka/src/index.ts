export { allToOne } from './assigner.ts';
export * from './client.ts';
export * from './input.ts';
export * from './output.ts';
export * from './partitioner.ts';
export * from './probe.ts';
export * from './schemas.ts';
export { type Environment, kafkaSecurity } from './security.ts';
export * from './topics.ts';
