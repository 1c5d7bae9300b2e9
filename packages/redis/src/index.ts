export * from './connect.ts';
export * from './durability.ts';
export * from './health.ts';
export * from './keys.ts';
export * from './patience.ts';
export * from './store.ts';
