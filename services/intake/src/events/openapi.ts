/** What is told of `POST /events` in the OpenAPI document. The fields are those of the Avro schemas. */
import { type Config, type SourceName, sourceNames, sources } from '@ebb/contracts';
import { z } from 'zod';
import type { EventSchema } from './event-schema.ts';

const jsonSchemaOf = (schema: z.ZodType): object => z.toJSONSchema(schema, { io: 'input', target: 'openapi-3.0' });

/** The body of a request. */
export function bodySchema(schemas: Readonly<Record<SourceName, EventSchema>>, { intake }: Config): object {
  const typed = sourceNames.map((source) =>
    z.strictObject({ type: z.literal(sources[source].record), ...schemas[source].shape }),
  );
  const event = z.union(typed);
  return jsonSchemaOf(z.strictObject({ events: z.array(event).min(1).max(intake.requestEventsMax) }));
}

const problem = {
  type: 'object',
  required: ['index', 'field', 'problem', 'allowed'],
  properties: {
    index: {
      type: 'integer',
      nullable: true,
      description: 'Place of the event in the batch, from 0; null for the batch itself.',
    },
    field: {
      type: 'string',
      nullable: true,
      description: 'Dotted, such as lineItems.0.quantity; null for the event as a whole.',
    },
    problem: { type: 'string' },
    allowed: { type: 'string' },
  },
};

const error = {
  type: 'object',
  required: ['error', 'message'],
  properties: {
    error: { type: 'string', description: 'A code.' },
    message: { type: 'string', description: 'What happened, and what to do.' },
  },
};

const refusal = {
  ...error,
  properties: {
    ...error.properties,
    problems: { type: 'array', items: problem },
    more: { type: 'integer', description: 'Problems beyond those that are listed.' },
  },
};

/** What may be answered, by status. */
export const answers = {
  202: {
    description: 'Kafka has acknowledged all events.',
    type: 'object',
    required: ['accepted'],
    properties: { accepted: { type: 'integer', description: 'Events, repeats included.' } },
  },
  400: { description: 'Some of it is wrong; nothing of the batch has been written.', ...refusal },
  413: { description: 'Too many bytes or events; nothing has been written.', ...error },
  415: { description: 'The content type is not application/json.', ...error },
  429: { description: 'Too many events wait for Kafka; nothing has been written. Retry-After says when to try again.', ...error },
  503: {
    description: 'Kafka has not acknowledged all; some may have been written. Send the same again after Retry-After seconds.',
    ...error,
  },
};

export const description = [
  'Brings events in, all of a batch or none. An event is a record of the Avro schemas in `schemas/`, with its `type`; fields with',
  'a default may be left out. Repeats are harmless: an event id that was seen before changes nothing, so that a batch without an',
  'answer is simply sent again.',
].join(' ');
