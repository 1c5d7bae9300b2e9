/** Writer schemas by id, and the ids of our own. A registry that is away is waited for; only its definite answer counts. */

import type { Log } from '@ebb/runtime';
import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';

/** The schema that a record was written with, or why there is none to read it with. */
export type WriterSchema =
  | {
      readonly kind: 'schema';
      /** Full name of the record. */
      readonly name: string;
      readonly schema: object;
    }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreadable'; readonly why: string };

const retryMillisecondsMin = 200;
const retryMillisecondsMax = 5_000;
/** Milliseconds after which a registry that has not answered counts as away. */
const answerMillisecondsMax = 10_000;
/** Milliseconds for which an unknown id is not asked for again: it may be registered yet. */
const unknownMilliseconds = 10_000;

/** What avsc's types can do, of which the registry client gives one. */
interface AvroType {
  readonly name?: string;
  schema?(options: { exportAttrs: boolean }): object;
}

export class Schemas {
  readonly #registry: SchemaRegistry;
  readonly #log: Log;
  readonly #unknown = new Map<number, number>();
  #away = false;

  constructor(url: string, log: Log) {
    const { origin, username, password } = new URL(url);
    const auth =
      username === '' ? {} : { auth: { username: decodeURIComponent(username), password: decodeURIComponent(password) } };
    this.#registry = new SchemaRegistry({ host: origin, ...auth, retry: { retries: 0 } });
    this.#log = log;
  }

  /** The id of a schema under a subject, registered where it is not there yet. Rejects where it is not compatible. */
  async register(subject: string, schemaText: string): Promise<number> {
    const { id } = await this.#insist(
      () => this.#registry.register({ type: SchemaType.AVRO, schema: schemaText }, { subject }),
      isAnswerToRegister,
    );
    return id;
  }

  /** The schema of an id. A registry that lets nobody in is waited for like one that is away: someone has to mend it. */
  async writer(id: number): Promise<WriterSchema> {
    if (Date.now() < (this.#unknown.get(id) ?? 0)) return { kind: 'unknown' };
    try {
      const type = (await this.#insist(() => this.#registry.getSchema(id), isAnswerToRead)) as unknown as AvroType;
      if (type.schema === undefined) return { kind: 'unreadable', why: `schema ${id} is not of type AVRO` };
      return { kind: 'schema', name: type.name ?? '', schema: type.schema({ exportAttrs: true }) };
    } catch (error) {
      if (statusOf(error) !== 404) return { kind: 'unreadable', why: `schema ${id}: ${String(error)}` };
      if (this.#unknown.size > 1_000) this.#unknown.clear();
      this.#unknown.set(id, Date.now() + unknownMilliseconds);
      return { kind: 'unknown' };
    }
  }

  async #insist<T>(ask: () => Promise<T>, isDefinite: (error: unknown) => boolean): Promise<T> {
    for (let wait = retryMillisecondsMin; ; wait = Math.min(2 * wait, retryMillisecondsMax)) {
      try {
        const answer = await withinLimit(ask());
        this.#answered(wait > retryMillisecondsMin);
        return answer;
      } catch (error) {
        if (isDefinite(error)) {
          this.#answered(true);
          throw error;
        }
        if (!this.#away) this.#log.warn({ error: String(error) }, 'The schema registry is away; waiting for it');
        this.#away = true;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  /** @param certainly false where the answer may come from the client's cache, which says nothing about the registry */
  #answered(certainly: boolean): void {
    if (!certainly || !this.#away) return;
    this.#log.info({}, 'The schema registry is back');
    this.#away = false;
  }
}

/** The client itself waits for ever. */
async function withinLimit<T>(answer: Promise<T>): Promise<T> {
  const { promise: overdue, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Overdue(`no answer within ${answerMillisecondsMax / 1_000} s`)),
    answerMillisecondsMax,
  );
  try {
    return await Promise.race([answer, overdue]);
  } finally {
    clearTimeout(timer);
  }
}

class Overdue extends Error {}

/** The HTTP status of an answer; undefined where the client itself refused. No connection comes as status 400. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof Overdue) return 400;
  const status = (error as { readonly status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : undefined;
}

/** What will be answered the same next time: not there, or nothing that the client can parse. */
const isAnswerToRead = (error: unknown): boolean => [undefined, 404].includes(statusOf(error));

/** The same for a schema to be registered: not allowed, not compatible, not valid. */
const isAnswerToRegister = (error: unknown): boolean => [undefined, 401, 403, 404, 409, 422].includes(statusOf(error));
