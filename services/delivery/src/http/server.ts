/** The API for agents and operators. Nobody is asked who they are, so it listens to this machine alone. */
import { ConfigError } from '@ebb/contracts';
import type { Log } from '@ebb/runtime';
import type { HttpAddress } from '@ebb/service';
import swagger from '@fastify/swagger';
import { type FastifyError, type FastifyReply, fastify } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { addCallCentre } from './call-centre-routes.ts';
import { addHealth, type Health } from './health-routes.ts';
import { addTargets, type Operated } from './target-routes.ts';
import type { Served } from './tasks.ts';

/** Without authentication. */
const hostsAllowed: readonly string[] = ['127.0.0.1', '::1', 'localhost'];
/** Names under which this machine speaks to itself; a page of the web that has its own name resolve to it uses another. */
const ownNames: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];
const requestBytesMax = 16_384;
const connectionsMax = 256;
/** Milliseconds in which a request must have come in. */
const requestMillisecondsMax = 30_000;

export interface ApiOptions extends Served, Operated, Health, HttpAddress {
  readonly log: Log;
}

export type App = ReturnType<typeof newApp>;

/** @throws {ConfigError} where it is to listen to others than this machine */
export async function serveApi(options: ApiOptions): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const { host, port, isPrivate, log } = options;
  if (!isPrivate && !hostsAllowed.includes(host)) {
    const allowed = hostsAllowed.join(', ');
    throw new ConfigError([
      `EBB_HTTP_HOST is ${host}: delivery knows no authentication and listens to this machine alone; allowed: ${allowed}; or any other with EBB_HTTP_NETWORK=private, in a network that only Ebb is in`,
    ]);
  }
  const app = newApp();
  app.server.maxConnections = connectionsMax;
  app.setErrorHandler<FastifyError>((error, _, reply) => answerError(error, reply, log));
  app.setNotFoundHandler((_, reply) => fail(reply, 404, 'there is no such path', 'the paths of GET /openapi.json'));
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Ebb delivery', version: '0.1.0' } },
    transform: jsonSchemaTransform,
  });
  await app.register(async (routes) => addRoutes(routes as App, options));
  await app.register(async (routes) => addHealth(routes as App, options));
  const url = await app.listen({ host, port });
  return { url, stop: () => app.close() };
}

const newApp = () =>
  fastify({ bodyLimit: requestBytesMax, requestTimeout: requestMillisecondsMax, forceCloseConnections: true })
    .setValidatorCompiler(validatorCompiler)
    .setSerializerCompiler(serializerCompiler)
    .withTypeProvider<ZodTypeProvider>();

/** All but health and metrics, which tell nothing of a customer and are read from beside it. */
function addRoutes(app: App, options: ApiOptions): void {
  app.addHook('onRequest', async (request, reply) => {
    if (ownNames.includes(request.hostname)) return;
    return fail(reply, 421, `this is not ${request.hostname}`, `this machine alone, as ${ownNames.join(', ')}`);
  });
  // A browser names the page whenever it is to change something, and lets any page ask for it (cross-site request forgery).
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    if (origin === undefined) return;
    return fail(reply, 403, `this comes from a page in a browser, of ${origin}`, 'programs; there are no pages here');
  });
  addCallCentre(app, options);
  addTargets(app, options);
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

const fail = (reply: FastifyReply, status: number, error: string, allowed: string): FastifyReply =>
  reply.code(status).send({ error, allowed });

function answerError(error: FastifyError, reply: FastifyReply, log: Log): FastifyReply {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [first] = error.validation;
    const field = first?.instancePath.split('/').slice(1).join('.') ?? '';
    return fail(
      reply,
      400,
      `${error.validationContext ?? 'request'} ${field}`.trim() + ' is wrong',
      first?.message ?? 'see GET /openapi.json',
    );
  }
  const status = error.statusCode ?? 500;
  if (status < 500)
    return fail(reply, status, error.message, `JSON of at most ${requestBytesMax} bytes, as in GET /openapi.json`);
  log.error({ stack: error.stack }, `a request could not be answered: ${error.message}`);
  return fail(reply, 500, 'this should not have happened', 'see the log of delivery');
}
