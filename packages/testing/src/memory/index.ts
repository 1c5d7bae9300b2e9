export * from './input.ts';
export * from './output.ts';
export * from './state-store.ts';
