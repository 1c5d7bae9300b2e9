/** One request to a target: no redirect is followed, no answer is waited or read for longer than allowed. */
import { lookup as lookupOfDns } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { publicLookup, refusePrivateHost } from './address-guard.ts';
import { sharedLookup } from './shared-lookup.ts';

export interface WebhookSettings {
  readonly url: string;
  /** Milliseconds of a request, from the look-up of the name to the end of the answer. */
  readonly timeout: number;
  readonly concurrencyMax: number;
  readonly allowPrivate: boolean;
  readonly answerBytesMax: number;
}

/** What a target answered, or why there is no answer. */
export type Answer =
  | { readonly kind: 'answer'; readonly status: number; readonly retryAfter: string | undefined }
  | { readonly kind: 'none'; readonly why: string };

export class WebhookClient {
  readonly #settings: WebhookSettings;
  readonly #url: URL;
  readonly #agent: http.Agent;
  readonly #lookup: LookupFunction;

  constructor(settings: WebhookSettings) {
    this.#settings = settings;
    this.#url = new URL(settings.url);
    const Agent = this.#url.protocol === 'https:' ? https.Agent : http.Agent;
    this.#agent = new Agent({ keepAlive: true, maxSockets: settings.concurrencyMax });
    this.#lookup = sharedLookup(settings.allowPrivate ? lookupOfDns : publicLookup);
  }

  /** Never rejects: what goes wrong is an answer too. */
  async post(body: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
    const signal = AbortSignal.timeout(this.#settings.timeout);
    try {
      return await this.#post(body, headers, signal);
    } catch (error) {
      if (signal.aborted) return { kind: 'none', why: `no answer within ${this.#settings.timeout / 1_000} s` };
      return { kind: 'none', why: messageOf(error) };
    }
  }

  stop(): void {
    this.#agent.destroy();
  }

  #post(body: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Answer> {
    const { allowPrivate, answerBytesMax } = this.#settings;
    if (!allowPrivate) refusePrivateHost(this.#url.hostname);
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const request = (this.#url.protocol === 'https:' ? https : http).request(this.#url, {
      method: 'POST',
      agent: this.#agent,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'user-agent': 'Ebb', ...headers },
      signal,
      lookup: this.#lookup,
    });
    request.on('response', (response) => {
      const retryAfter = response.headers['retry-after'];
      const answer = { kind: 'answer', status: response.statusCode ?? 0, retryAfter } as const;
      readBounded(response, answerBytesMax).then(() => resolve(answer), reject);
    });
    // Nobody has asked for another protocol. Without a listener, Node closes the connection and says nothing at all.
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      reject(new Error(`status ${response.statusCode}, for which nobody has asked`));
    });
    request.on('error', (error) => {
      // The target had closed a kept connection just then: it has not seen the request.
      if (request.reusedSocket && isReset(error)) resolve(this.#post(body, headers, signal));
      else reject(error);
    });
    request.end(body);
    return promise;
  }
}

/** Resolves at the end, or when as much has come as may be; rejects where the answer breaks off. */
async function readBounded(response: http.IncomingMessage, bytesMax: number): Promise<void> {
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) return;
  }
}

const isReset = (error: Error): boolean => (error as NodeJS.ErrnoException).code === 'ECONNRESET';

const messageOf = (error: unknown): string => {
  const { message, code } = error as NodeJS.ErrnoException;
  return message === '' || message === undefined ? String(code) : message;
};
