/** A marketing tool of our own, to see signed webhooks arrive: what it takes is checked with the public `standardwebhooks` library. */
import { randomBytes } from 'node:crypto';
import fastify from 'fastify';
import { Webhook } from 'standardwebhooks';

export interface ReceivedWebhook {
  /** The id that stays the same on each try. */
  readonly id: string;
  readonly type: string;
}

/** A secret of Standard Webhooks, made for this run. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** What a tool that follows Standard Webhooks sees. */
export class Receiver {
  /** By id: what came, however often. */
  readonly received = new Map<string, ReceivedWebhook>();
  /** Came with a known id. */
  repeats = 0;
  /** Not signed as it should be; they are answered with 401. */
  refused = 0;
  readonly #server = fastify();
  readonly #webhook: Webhook;
  #url = '';

  /** @param secret as `whsec_…` */
  constructor(secret: string) {
    this.#webhook = new Webhook(secret);
    this.#server.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => done(null, body));
    this.#server.post('/ebb', (request, reply) => {
      const { headers, body } = request;
      return reply.code(this.#take(headers as Readonly<Record<string, string>>, body as string)).send();
    });
  }

  get url(): string {
    return this.#url;
  }

  /** On any free port of loopback, unless told otherwise. */
  async listen(at = { host: '127.0.0.1', port: 0 }): Promise<void> {
    this.#url = `${await this.#server.listen(at)}/ebb`;
  }

  async close(): Promise<void> {
    await this.#server.close();
  }

  #take(headers: Readonly<Record<string, string>>, body: string): number {
    const id = headers['webhook-id'] ?? '';
    try {
      const { type } = this.#webhook.verify(body, { ...headers }) as { readonly type: string };
      if (this.received.has(id)) this.repeats += 1;
      else this.received.set(id, { id, type });
      return 204;
    } catch {
      this.refused += 1;
      return 401;
    }
  }
}
