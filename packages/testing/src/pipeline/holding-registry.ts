/** A schema registry that gives no answer about some schemas, and passes on everything else to a real one. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export class HoldingRegistry {
  readonly #behind: string;
  readonly #held = new Set<number>();
  #waiting: (() => Promise<void>)[] = [];
  readonly #server = createServer((request, response) => void this.#take(request, response));

  /** @param behind address of the real one */
  constructor(behind: string) {
    this.#behind = behind;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /** Whoever asks for this schema waits. */
  hold(schemaId: number): void {
    this.#held.add(schemaId);
  }

  /** Answers all that was asked, and is to be asked. */
  async release(): Promise<void> {
    this.#held.clear();
    await Promise.all(this.#waiting.splice(0).map((answer) => answer()));
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const answer = () => this.#passOn(request, body, response);
    const id = /^\/schemas\/ids\/(?<id>\d+)/.exec(request.url ?? '')?.groups?.['id'];
    if (id !== undefined && this.#held.has(Number(id))) this.#waiting.push(answer);
    else await answer();
  }

  async #passOn({ method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const contentType = headers['content-type'];
    const answered = await fetch(new URL(url, this.#behind), {
      method,
      headers: contentType === undefined ? {} : { 'content-type': contentType },
      body: body.length === 0 ? null : body,
    });
    response.writeHead(answered.status, { 'content-type': answered.headers.get('content-type') ?? 'application/json' });
    response.end(await answered.text());
  }
}
