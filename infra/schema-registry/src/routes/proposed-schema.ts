import { z } from 'zod';
import type { ProposedSchema } from '../decisions.ts';
import { ErrorCode, invalidSchema, RegistryError } from '../errors.ts';
import { bodyOf, flag, type Request } from './route.ts';

const body = z.object({
  schema: z.string(),
  schemaType: z.string().nullish(),
  references: z.array(z.unknown()).nullish(),
  metadata: z.unknown().optional(),
  ruleSet: z.unknown().optional(),
  id: z.int().nullish(),
});

/**
 * The schema of a request that registers, looks up or compares.
 * @throws {RegistryError} 42201 for what only larger registries can do, rather than to leave it out in silence
 */
export function proposedSchema(request: Request): ProposedSchema {
  const proposed = bodyOf(request, body);
  const { schemaType } = proposed;
  if (schemaType !== undefined && schemaType !== null && schemaType !== '' && schemaType !== 'AVRO') {
    throw invalidSchema(`Schema type ${schemaType} is not supported: this registry holds AVRO only`);
  }
  if ((proposed.references ?? []).length > 0) {
    throw invalidSchema('References are not supported: put the referenced types into the schema itself');
  }
  if (isGiven(proposed.metadata) || isGiven(proposed.ruleSet)) {
    throw invalidSchema('Metadata and rule sets are not supported by this registry');
  }
  if ((proposed.id ?? -1) >= 0) {
    throw new RegistryError(
      ErrorCode.operationNotPermitted,
      'An id can be given only in mode IMPORT, which this registry does not offer',
    );
  }
  return { schema: proposed.schema, normalize: flag(request, 'normalize') };
}

const isGiven = (value: unknown) => value !== undefined && value !== null;
