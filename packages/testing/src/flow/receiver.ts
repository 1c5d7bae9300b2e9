/** A marketing tool on loopback: checks what it gets with the public `standardwebhooks` library, and is not always well. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/** A webhook that was signed as it should be. */
export interface Received {
  /** The id that stays the same on each try. */
  readonly id: string;
  readonly actionId: string;
  readonly customerId: string;
  /** Of the action, ISO 8601. */
  readonly at: string;
}

export class Receiver {
  /** As `whsec_…`, made for this run. */
  readonly secret = `whsec_${randomBytes(32).toString('base64')}`;
  /** In the order in which they came, repeats included. */
  readonly received: Received[] = [];
  /** Not signed as it should be. */
  refused = 0;
  readonly #webhook = new Webhook(this.secret);
  readonly #fails: () => boolean;
  readonly #server = createServer((request, response) => void this.#take(request, response));

  /** @param fails whether it answers the next webhook with an error, though it has it */
  constructor(fails: () => boolean) {
    this.#fails = fails;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request).catch(() => '');
    response.statusCode = this.#judge(request.headers as Record<string, string>, body);
    response.end();
  }

  #judge(headers: Record<string, string>, body: string): number {
    try {
      const { data } = this.#webhook.verify(body, headers) as { readonly data: Omit<Received, 'id'> };
      const { actionId, customerId, at } = data;
      this.received.push({ id: headers['webhook-id'] as string, actionId, customerId, at });
    } catch {
      this.refused += 1;
      return 401;
    }
    return this.#fails() ? 500 : 204;
  }
}
