import { seededRandom } from '@ebb/testing/seeded-random';
import type { HistorySource } from './history-data.ts';

const seed = 1;

/** A tenth of the customers by chance, the same at each run. */
export function seededTenth(): Pick<HistorySource, 'tuning' | 'isForTuning'> {
  const random = seededRandom(seed);
  return { tuning: `a tenth of the customers, drawn with seed ${seed}`, isForTuning: () => random() < 0.1 };
}
