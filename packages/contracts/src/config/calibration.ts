import { z } from 'zod';

const edges = z.array(z.number()).length(4).refine(rises, { error: 'is four numbers, ascending' });

const probabilities = z.array(z.number().min(0).max(1)).min(1).max(1_000);

const returnTable = z
  .strictObject({ predicted: probabilities, observed: probabilities })
  .refine(({ predicted, observed }) => predicted.length === observed.length, { error: 'has as many predicted as observed' })
  .refine(({ predicted, observed }) => rises(predicted) && rises(observed), { error: 'falls nowhere' });

function rises(values: readonly number[]): boolean {
  return values.every((value, index) => index === 0 || value >= (values[index - 1] as number));
}

const above0 = z.number().positive({ error: 'is a number above 0' });

const above1 = z.number().gt(1, { error: 'is a number above 1' });

/** Population parameters as they stand in a file; amounts in minor units of the reporting currency. */
export const calibrationSchema = z.strictObject({
  version: z.int().positive(),
  /** The event time from which it holds. */
  effectiveFrom: z.iso
    .datetime()
    .default('1990-01-01T00:00:00Z')
    .transform((text) => Date.parse(text)),
  rhythm: z.strictObject({ r: above0, alpha: above0, a: above0, b: above0 }),
  pmgEdges: z
    .strictObject({ medium: above0, large: above0 })
    .refine(({ medium, large }) => medium <= large, { error: 'has medium above large' }),
  rfmEdges: z.strictObject({ recency: edges, frequency: edges, monetary: edges }),
  /** The gamma-gamma model of what customers spend on a purchase day; null: as on the days that are known. */
  spend: z.strictObject({ p: above1, q: above1, gammaMinor: above0 }).nullable().default(null),
  /** Least silence of a core customer who is gone, in days; null: as in the rules. */
  goneDaysMin: z.int().positive().nullable().default(null),
  /** From the predicted to the observed chance to buy within 180 days; null: as predicted. */
  returnTable: returnTable.nullable().default(null),
  /** Where the numbers come from, for a person to read. */
  provenance: z.string().default(''),
  /** What ranks customers is learnt, and not written by hand. */
  ranking: z.null().default(null),
});
