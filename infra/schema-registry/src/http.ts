import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ErrorCode, RegistryError } from './errors.ts';
import { configRoutes } from './routes/configuration.ts';
import type { Method, Route, Routes } from './routes/route.ts';
import { schemaRoutes } from './routes/schemas.ts';
import { subjectRoutes } from './routes/subjects.ts';
import type { RegistryState } from './state.ts';
import type { Writer } from './writer.ts';

const bodyBytesMax = 1_048_576;
const subjectLengthMax = 1_024;
const registryMediaType = 'application/vnd.schemaregistry.v1+json';
const mediaTypes = [registryMediaType, 'application/vnd.schemaregistry+json', 'application/json', 'application/octet-stream'];
const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'DELETE'];

/** The REST interface of Confluent's registry, for Avro. */
export function httpServer(state: RegistryState, writer: Writer): FastifyInstance {
  const server = fastify({
    bodyLimit: bodyBytesMax,
    routerOptions: { maxParamLength: subjectLengthMax },
    forceCloseConnections: 'idle',
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(mediaTypes, { parseAs: 'string' }, parseBody);
  server.setErrorHandler(answerError);
  server.setNotFoundHandler(() => {
    throw new RegistryError(404, 'HTTP 404 Not Found');
  });
  const routes: Routes = {
    '/': { GET: () => ({}) },
    ...schemaRoutes(state),
    ...subjectRoutes(state, writer),
    ...configRoutes(state, writer),
  };
  for (const [path, byMethod] of Object.entries(routes)) {
    for (const method of methods) addRoute(server, method, path, byMethod[method] ?? methodNotAllowed);
  }
  return server;
}

function addRoute(server: FastifyInstance, method: Method, url: string, route: Route): void {
  server.route({
    method,
    url,
    handler: async (request, reply) => {
      const answer = await route({
        parameters: request.params as Readonly<Record<string, string>>,
        query: request.query as Readonly<Record<string, string | undefined>>,
        body: request.body,
      });
      return answerJson(request, reply, answer);
    },
  });
}

function methodNotAllowed(): never {
  throw new RegistryError(405, 'HTTP 405 Method Not Allowed');
}

function parseBody(_request: FastifyRequest, body: string | Buffer, done: (error: Error | null, body?: unknown) => void): void {
  try {
    done(null, body.length === 0 ? undefined : JSON.parse(String(body)));
  } catch (error) {
    done(new RegistryError(400, `The body is no JSON: ${(error as Error).message}`));
  }
}

/** A string is an answer too (`…/schema`), which fastify would send without quotes or escapes: that is wanted there. */
function answerJson(request: FastifyRequest, reply: FastifyReply, answer: unknown): FastifyReply {
  const accept = request.headers.accept ?? '';
  const plain = accept.includes('application/json') && !accept.includes('schemaregistry');
  return reply
    .type(plain ? 'application/json' : registryMediaType)
    .send(typeof answer === 'string' ? answer : JSON.stringify(answer));
}

function answerError(error: FastifyError | RegistryError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = error instanceof RegistryError ? error : fromFramework(error);
  return answerJson(request, reply.code(known.httpStatus), { error_code: known.code, message: known.message });
}

/** Body too large, unsupported media type, and the like; anything else is a fault of ours. */
function fromFramework(error: FastifyError): RegistryError {
  if (error.statusCode !== undefined && error.statusCode < 500) return new RegistryError(error.statusCode, error.message);
  return new RegistryError(ErrorCode.storeFailed, `The registry failed: ${error.message}`, { cause: error });
}
