import { assertAvroSchema } from '../avro.ts';
import { type EarlierVersion, incompatibilities } from '../compatibility.ts';
import { canonicalForms, deleteSubject, deleteVersion, register } from '../decisions.ts';
import { RegistryError, schemaNotFound, subjectNotFound, versionNotFound } from '../errors.ts';
import type { RegistryState, SchemaVersion } from '../state.ts';
import type { Writer } from '../writer.ts';
import { proposedSchema } from './proposed-schema.ts';
import { flag, type Request, type Routes, subjectOf, versionOf } from './route.ts';
import { withType } from './schemas.ts';

/** Subjects, their versions, and whether a schema may follow them. */
export function subjectRoutes(state: RegistryState, writer: Writer): Routes {
  return {
    '/subjects': { GET: (request) => listSubjects(state, request) },
    '/subjects/:subject': {
      POST: (request) => lookUp(state, request),
      DELETE: (request) => {
        const permanent = flag(request, 'permanent');
        return writer.change((now) => deleteSubject(now, subjectOf(request), permanent));
      },
    },
    '/subjects/:subject/versions': {
      GET: (request) => versionsAsked(state, request).map(({ version }) => version),
      POST: (request) => {
        const proposed = proposedSchema(request);
        return writer.change((now) => register(now, subjectOf(request), proposed));
      },
    },
    '/subjects/:subject/versions/:version': {
      GET: (request) => described(versionAsked(state, request)),
      DELETE: (request) => {
        const version = versionOf(request);
        const permanent = flag(request, 'permanent');
        return writer.change((now) => deleteVersion(now, subjectOf(request), version, permanent));
      },
    },
    '/subjects/:subject/versions/:version/schema': { GET: (request) => versionAsked(state, request).schema },
    '/compatibility/subjects/:subject/versions': {
      POST: (request) => compatibility(state, request, state.liveVersions(subjectOf(request))),
    },
    '/compatibility/subjects/:subject/versions/:version': {
      POST: (request) => compatibility(state, request, versionToCompare(state, request)),
    },
  };
}

function listSubjects(state: RegistryState, request: Request): string[] {
  const deleted = flag(request, 'deleted');
  // Confluent's clients ask for all contexts by this prefix; here there is one.
  const asked = request.query['subjectPrefix'] ?? '';
  const prefix = asked === ':*:' ? '' : asked;
  return state
    .subjects()
    .filter(
      (subject) => subject.startsWith(prefix) && (deleted ? state.versions(subject) : state.liveVersions(subject)).length > 0,
    );
}

/** @throws {RegistryError} 40401 */
function versionsAsked(state: RegistryState, request: Request): SchemaVersion[] {
  const subject = subjectOf(request);
  const versions = flag(request, 'deleted') ? state.versions(subject) : state.liveVersions(subject);
  if (versions.length === 0) throw subjectNotFound(subject);
  return versions;
}

/** @throws {RegistryError} 40401, 40402, 42202 */
function versionAsked(state: RegistryState, request: Request): SchemaVersion {
  const wanted = versionOf(request);
  const versions = versionsAsked(state, request);
  const found = wanted === 'latest' ? versions.at(-1) : versions.find(({ version }) => version === wanted);
  if (found === undefined) throw versionNotFound(wanted);
  return found;
}

/** @throws {RegistryError} 40401, 40403, 42201 */
function lookUp(state: RegistryState, request: Request): object {
  const proposed = proposedSchema(request);
  assertAvroSchema(proposed.schema);
  const { canonical } = canonicalForms(proposed);
  const found = versionsAsked(state, request).findLast((version) => version.canonical === canonical);
  if (found === undefined) throw schemaNotFound();
  return described(found);
}

function described(version: SchemaVersion): object {
  return { subject: version.subject, version: version.version, id: version.id, ...withType(version) };
}

/** A subject without versions is compatible with everything, when the latest is asked for. */
function versionToCompare(state: RegistryState, request: Request): SchemaVersion[] {
  const wanted = versionOf(request);
  const live = state.liveVersions(subjectOf(request));
  if (wanted === 'latest') return live.slice(-1);
  const found = live.find(({ version }) => version === wanted);
  if (found === undefined) throw versionNotFound(wanted);
  return [found];
}

/** @throws {RegistryError} 42201, unless reasons are asked for: then it is one */
function compatibility(state: RegistryState, request: Request, earlier: readonly EarlierVersion[]): object {
  const verbose = flag(request, 'verbose');
  const reasons = reasonsAgainst(state, request, earlier, verbose);
  return { is_compatible: reasons.length === 0, ...(verbose && { messages: reasons }) };
}

function reasonsAgainst(state: RegistryState, request: Request, earlier: readonly EarlierVersion[], verbose: boolean): string[] {
  try {
    const { schema } = proposedSchema(request);
    assertAvroSchema(schema);
    return incompatibilities(state.compatibility(subjectOf(request)), schema, earlier);
  } catch (error) {
    if (verbose && error instanceof RegistryError) return [error.message];
    throw error;
  }
}
