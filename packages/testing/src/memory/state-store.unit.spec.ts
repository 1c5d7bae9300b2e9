import { describe } from 'vitest';
import { MemoryStateStore } from './state-store.ts';
import { contractJourneyBytesMax, keepsWhatTheRuntimeCommits } from './state-store-contract.ts';

describe('the state store in memory', () => {
  keepsWhatTheRuntimeCommits(async () => {
    const store = new MemoryStateStore(contractJourneyBytesMax);
    return {
      store,
      forgetAll: async () => store.forgetAll(),
      journey: async (partition, customerId) => store.journey(partition, customerId),
    };
  });
});
