/** What the tests of this service share: actions, a clock of their own, receivers on loopback. */
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Contactability, RetentionAction } from '@ebb/contracts';
import type { Log } from '@ebb/runtime';
import type { Clock } from './clock.ts';

export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A Tuesday, at noon in London. */
export const noon = Date.UTC(2026, 0, 13, 12);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Stands until it is set. */
export class SetClock implements Clock {
  #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  readonly random = (): number => 0;

  set(now: number): void {
    this.#now = now;
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

export const anyTime: Contactability = { consents: [], doNotContact: [], timeZone: null, language: 'en' };

export function actionOf(recordId: string, changes: Partial<RetentionAction> = {}): RetentionAction {
  return {
    recordId,
    revision: 0,
    customerId: 'ann',
    at: noon - minute,
    causeId: recordId,
    actionId: recordId,
    alertId: 'alert',
    kind: 'win-back',
    rule: 'win-back',
    stage: 'core-defector',
    phase: 'gone',
    trigger: 'silence',
    causes: ['unknown'],
    pmg: 'large',
    queue: 'retention',
    deskLevel: 2,
    channel: 'mail',
    commercial: true,
    consentNeeded: 'not-refused',
    offer: null,
    elements: {
      leading: '',
      distributive: '',
      distributiveFr: '',
      procedural: '',
      proceduralFr: '',
      interactional: '',
      interactionalFr: '',
    },
    avoid: [],
    avoidFr: [],
    dueAt: noon + 8 * hour,
    expiresAt: noon + 30 * day,
    valueAtStakeMinor: 10_000,
    expectedGainMinor: 2_000,
    pBuysWithin180Days: null,
    chanceReasons: [],
    contactability: anyTime,
    reason: 'silent',
    reasonFr: 'silence',
    explanation: 'Silent for 74 days.',
    explanationFr: 'Silence depuis 74 jours.',
    restsOn: [],
    policyVersion: 'v1',
    ...changes,
  };
}

/** A request as it arrived. */
export interface Arrived {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Answering = (response: ServerResponse, arrived: Arrived, socket: Socket) => void;

/** A target on loopback that keeps what arrives and answers as it is told: the last answer again and again. */
export class Receiver {
  readonly arrived: Arrived[] = [];
  readonly #server: Server;
  readonly #answers: Answering[];
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  private constructor(answers: readonly Answering[]) {
    this.#answers = [...answers];
    this.#server = createHttpServer((request, response) => void this.#take(request, response));
  }

  static async start(...answers: readonly Answering[]): Promise<Receiver> {
    const receiver = new Receiver(answers);
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/ebb`;
  }

  /** Resolves when so many have arrived in all. */
  async until(count: number): Promise<readonly Arrived[]> {
    if (this.arrived.length < count) await new Promise<void>((resolve) => this.#waiting.push({ count, resolve }));
    return this.arrived;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) body += chunk;
    const headers = request.headers as Record<string, string>;
    const arrived = { id: headers['webhook-id'] ?? '', headers, body };
    this.arrived.push(arrived);
    const answer = this.#answers.length > 1 ? this.#answers.shift() : this.#answers[0];
    answer?.(response, arrived, request.socket);
    for (const { count, resolve } of this.#waiting) if (this.arrived.length >= count) resolve();
  }
}

export const status =
  (code: number, headers: Record<string, string> = {}): Answering =>
  (response) => {
    response.writeHead(code, headers).end('ok');
  };

/** Never answers. */
export const hangs: Answering = () => undefined;

/** Answers with what is no HTTP. */
export const garbage: Answering = (_response, _arrived, socket) => {
  socket.end('\u0000\u0001 this is no HTTP\r\n\r\n');
};

/** Promises more than it sends. */
export const closesHalfWay: Answering = (response, _arrived, socket) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('half', () => socket.destroy());
};

/** Goes over to another protocol, for which nobody has asked. */
export const upgrades: Answering = (_response, _arrived, socket) => {
  socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n');
};
