import { RegistryError, schemaNotFound } from '../errors.ts';
import type { RegistryState, SchemaVersion } from '../state.ts';
import { flag, type Request, type Routes } from './route.ts';

/** Schemas by id. */
export function schemaRoutes(state: RegistryState): Routes {
  const versionsAsked = (request: Request) => {
    const deleted = flag(request, 'deleted');
    return versionsById(state, request).filter((version) => deleted || !version.deleted);
  };
  return {
    '/schemas/types': { GET: () => ['AVRO'] },
    '/schemas/ids/:id': { GET: (request) => withType(first(versionsById(state, request))) },
    '/schemas/ids/:id/schema': { GET: (request) => first(versionsById(state, request)).schema },
    '/schemas/ids/:id/subjects': { GET: (request) => [...new Set(versionsAsked(request).map(({ subject }) => subject))] },
    '/schemas/ids/:id/versions': {
      GET: (request) => versionsAsked(request).map(({ subject, version }) => ({ subject, version })),
    },
  };
}

/** @throws {RegistryError} 40403; 404 for what is no id, as with Confluent */
function versionsById(state: RegistryState, { parameters }: Request): SchemaVersion[] {
  const id = Number(parameters['id']);
  if (!Number.isSafeInteger(id)) throw new RegistryError(404, 'HTTP 404 Not Found');
  const versions = state.versionsOfId(id);
  if (versions.length === 0) throw schemaNotFound(id);
  return versions;
}

function first(versions: readonly SchemaVersion[]): SchemaVersion {
  const [version] = versions;
  if (version === undefined) throw schemaNotFound();
  return version;
}

/** The type is named only where it isn't Avro, references only where there are some. */
export function withType({ schema, schemaType, references }: SchemaVersion): object {
  return {
    ...(schemaType !== 'AVRO' && { schemaType }),
    ...(references.length > 0 && { references }),
    schema,
  };
}
