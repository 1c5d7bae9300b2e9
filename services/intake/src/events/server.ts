/** `POST /events`: what a shop without Kafka sends. Nobody is asked who they are, so it answers under this machine's own names alone. */
import { setTimeout as pause } from 'node:timers/promises';
import { type BorderLimits, type Config, type SourceName, sourceNames } from '@ebb/contracts';
import type { Log } from '@ebb/runtime';
import swagger from '@fastify/swagger';
import { type FastifyError, type FastifyInstance, type FastifyReply, fastify } from 'fastify';
import type { SourceRecord } from '../event-writer.ts';
import { eventSchemas } from './event-schema.ts';
import { answers, bodySchema, description } from './openapi.ts';
import type { EventProblem } from './problems.ts';
import { type BatchReading, readBatch, type SoundEvent } from './read-batch.ts';

/** Names under which this machine speaks to itself; a page of the web that has its own name resolve to it uses another. */
const ownNames: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** Connections at a time: each may hold one body. */
const connectionsMax = 64;
/** Milliseconds in which a request must have come in. */
const requestMillisecondsMax = 30_000;
/** Milliseconds after which Kafka counts as away. */
const acknowledgedMillisecondsMax = 10_000;
/** Problems that are listed in one answer. */
const problemsMax = 100;
const retryAfterSeconds = { busy: 1, away: 5 } as const;

export interface EventsServerOptions {
  readonly config: Config;
  /** What the lifecycle lets in. */
  readonly limits: BorderLimits;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Resolves when Kafka has acknowledged all. */
  readonly write: <Name extends SourceName>(source: Name, records: readonly SourceRecord<Name>[]) => Promise<void>;
  /** Is told the status of each answer. */
  readonly onAnswer: (status: number) => void;
  readonly log: Log;
}

export interface EventsServer {
  readonly url: string;
  /** Answers what is under way, and takes nothing more. */
  stop(): Promise<void>;
}

export async function serveEvents(options: EventsServerOptions): Promise<EventsServer> {
  const { config, limits, host, port } = options;
  const app = fastify({
    bodyLimit: config.intake.requestBytesMax,
    requestTimeout: requestMillisecondsMax,
    forceCloseConnections: 'idle',
  });
  app.server.maxConnections = connectionsMax;
  app.removeContentTypeParser('text/plain');
  // The schemas are for the document; what comes in is read by `readBatch`, which says what is wrong in better words.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler<FastifyError>((error, _, reply) => answerError(error, reply, options));
  app.setNotFoundHandler((_, reply) => answer(reply, 404, 'not-found', 'there are POST /events and GET /openapi.json'));
  app.addHook('onRequest', async (request, reply) => {
    if (ownNames.includes(request.hostname)) return;
    return answer(reply, 421, 'wrong-host', `this is for this machine alone: allowed is ${ownNames.join(', ')}`);
  });
  app.addHook('onResponse', async (_, reply) => {
    options.onAnswer(reply.statusCode);
  });
  await app.register(swagger, { openapi: { openapi: '3.0.3', info: { title: 'Ebb intake', version: '0.1.0' } } });
  const schemas = eventSchemas(config.businessTimeZone);
  const absent = sourceNames.filter((source) => config.sources[source] === null);
  const reading = { schemas, absent, limits, eventsMax: config.intake.requestEventsMax };
  addRoutes(app, { description, body: bodySchema(schemas, config), response: answers }, new EventsIntake(reading, options));
  const url = await app.listen({ host, port });
  return { url, stop: () => app.close() };
}

function addRoutes(app: FastifyInstance, schema: object, intake: EventsIntake): void {
  app.post('/events', { schema }, (request, reply) => intake.take(request.body, reply));
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

class EventsIntake {
  readonly #reading: BatchReading;
  readonly #options: EventsServerOptions;
  /** Events handed to Kafka, of which nothing is known yet. */
  #inFlight = 0;

  constructor(reading: BatchReading, options: EventsServerOptions) {
    this.#reading = reading;
    this.#options = options;
  }

  async take(body: unknown, reply: FastifyReply): Promise<FastifyReply> {
    const batch = readBatch(body, this.#reading, Date.now());
    if (batch.kind === 'refused') return refuse(reply, batch.problems);
    const { requestEventsMax, inFlightEventsMax } = this.#options.config.intake;
    if (batch.kind === 'too-many') {
      return answer(
        reply,
        413,
        'too-many-events',
        `${batch.count} events; up to ${requestEventsMax} are taken at once: send parts`,
      );
    }
    const { length } = batch.events;
    if (this.#inFlight + length > inFlightEventsMax) {
      reply.header('retry-after', retryAfterSeconds.busy);
      return answer(reply, 429, 'too-busy', `${this.#inFlight} events wait for Kafka, up to ${inFlightEventsMax} may: try again`);
    }
    const isWritten = await this.#written(batch.events);
    if (isWritten) return reply.code(202).send({ accepted: length });
    reply.header('retry-after', retryAfterSeconds.away);
    return answer(reply, 503, 'kafka-away', 'Kafka has not acknowledged all: send the same again, repeats change nothing');
  }

  /** False where Kafka has refused some, or has not answered in time; it may still come to hold them. */
  async #written(events: readonly SoundEvent[]): Promise<boolean> {
    this.#inFlight += events.length;
    const writing = Promise.all(sourceNames.map((source) => this.#options.write(source, recordsOf(events, source))))
      .then(
        () => true,
        (error: unknown) => {
          this.#options.log.warn({ error: String(error) }, 'events were not acknowledged by Kafka');
          return false;
        },
      )
      .finally(() => {
        this.#inFlight -= events.length;
      });
    const late = new AbortController();
    const overdue = pause(acknowledgedMillisecondsMax, false, { signal: late.signal }).catch(() => false);
    try {
      return await Promise.race([writing, overdue]);
    } finally {
      late.abort();
    }
  }
}

/** In the order of the batch. */
const recordsOf = <Name extends SourceName>(events: readonly SoundEvent[], source: Name): SourceRecord<Name>[] =>
  events.filter((event) => event.source === source).map(({ record }) => record as SourceRecord<Name>);

function refuse(reply: FastifyReply, problems: readonly EventProblem[]): FastifyReply {
  const message = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}: nothing of the batch has been written`;
  const more = Math.max(0, problems.length - problemsMax);
  return reply.code(400).send({ error: 'bad-events', message, problems: problems.slice(0, problemsMax), more });
}

const answer = (reply: FastifyReply, status: number, error: string, message: string): FastifyReply =>
  reply.code(status).send({ error, message });

/** What fastify found before the events were looked at. */
function answerError(error: FastifyError, reply: FastifyReply, { config, log }: EventsServerOptions): FastifyReply {
  switch (error.statusCode) {
    case 413:
      return answer(reply, 413, 'too-many-bytes', `up to ${config.intake.requestBytesMax} bytes are taken at once: send parts`);
    case 415:
      return answer(reply, 415, 'not-json', 'the content type must be application/json');
    case 400:
      return refuse(reply, [{ index: null, field: null, problem: error.message, allowed: '{ "events": […] } as JSON' }]);
    default:
      log.error({ stack: error.stack }, `a request could not be answered: ${error.message}`);
      return answer(reply, error.statusCode ?? 500, 'failed', 'this should not have happened: see the log of intake');
  }
}
