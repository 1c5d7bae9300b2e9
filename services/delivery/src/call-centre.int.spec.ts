import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { PatientRedis } from '@ebb/redis';
import { Redis } from 'ioredis';
import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { CallCentre, type Disposition } from './call-centre.ts';
import { changesOfAction, type Routing } from './changes.ts';
import { serveApi } from './http/server.ts';
import type { OutboxItem } from './outbox.ts';
import { actionOf, anyTime, day, hour, minute, noon, quiet, SetClock } from './spec-support.ts';
import { type Change, DeliveryStore } from './store.ts';

const url = new URL(inject('redisUrl'));
url.pathname = '/4';
const redis = new Redis(url.href);
const clock = new SetClock(noon);
const limits = { queueTasksMax: 100, deadLettersMax: 9, outboxEntriesMax: 1_000, doneKept: day, cap: { max: 2, per: 7 * day } };
const store = new DeliveryStore(new PatientRedis(redis, { kind: 'fsync' }, quiet), limits, clock.now);
const rules = { quietHours: { from: '20:00', to: '08:00' }, businessTimeZone: 'UTC', clock: 'wall' } as const;
const settings = {
  channels: ['phone' as const],
  lease: 10 * minute,
  notReachedMax: 2,
  notReachedPause: 4 * hour,
  callBackMax: 30 * day,
  actionAgeMax: day,
};
const callCentre = new CallCentre(settings, rules, { store, clock, onEntries: () => undefined, onSettled: () => undefined });
const routing: Routing = { clock: 'wall', targets: [], callCentreChannels: ['phone'] };
const api = await serveApi({
  host: '127.0.0.1',
  port: 0,
  store,
  callCentre,
  callBackMax: settings.callBackMax,
  now: clock.now,
  targets: [{ name: 'crm', url: 'https://crm.example.com/' }],
  wake: () => undefined,
  notReady: async () => null,
  status: () => ({}),
  metrics: async () => ({ contentType: 'text/plain', body: 'ebb 1\n' }),
  log: quiet,
});

let partition = 0;
const put = (...changes: readonly Change[]) => {
  partition += 1;
  return store.take({ partition, from: null, to: 'read', changes });
};
const call = (recordId: string, changes: Parameters<typeof actionOf>[1] = {}) =>
  put(
    ...changesOfAction(
      actionOf(recordId, { channel: 'phone', customerId: recordId, ...changes }),
      clock.now(),
      routing,
      clock.now(),
    ),
  );

interface Answer {
  readonly status: number;
  readonly body: { readonly id: string; readonly state: string; readonly error?: string; readonly allowed?: string } & Record<
    string,
    unknown
  >;
}

async function ask(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
  const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(`${api.url}${path}`, { method, ...init });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] };
}

const claim = (agent: string) => ask('POST', '/queues/retention/claim', { agent });
const actionIn = ({ body }: Answer) => (body['action'] as { readonly recordId: string } | undefined)?.recordId;
const complete = (id: string, agent: string, what: Record<string, unknown>) =>
  ask('POST', `/tasks/${id}/complete`, { agent, ...what });
const told = async () =>
  (await store.outbox(100)).map(({ entry }) => {
    const item = JSON.parse(entry) as OutboxItem;
    return item.kind === 'engagement' ? `${item.record.eventId}${item.record.outcome ? ` ${item.record.outcome}` : ''}` : '';
  });

beforeEach(async () => {
  await redis.flushdb();
  clock.set(noon);
});
afterAll(async () => {
  await api.stop();
  redis.disconnect();
});

describe('an agent', () => {
  it('gets the most urgent call, and the same one when asking twice; another agent gets the next', async () => {
    await call('a1', { expectedGainMinor: 100 });
    await call('a2', { expectedGainMinor: 900 });
    expect([await claim('eve'), await claim('eve'), await claim('max'), await claim('kim')].map(actionIn)).toEqual([
      'a2',
      'a2',
      'a1',
      undefined,
    ]);
    expect(await ask('GET', '/queues')).toMatchObject({ body: [{ skill: 'retention', tasks: 2, claimed: 2 }] });
  });

  it.each<readonly [Disposition['disposition'], object, boolean]>([
    ['accepted', {}, true],
    ['solved', {}, true],
    ['other', {}, true],
    ['refused', { motive: 'moved' }, true],
    ['wrong-number', {}, false],
  ])('reports %s, and that is told', async (disposition, more, reached) => {
    await call('a1');
    const { body } = await claim('eve');
    expect(await complete(body.id, 'eve', { disposition, ...more })).toMatchObject({ status: 200, body: { state: 'completed' } });
    expect(await complete(body.id, 'eve', { disposition, ...more })).toMatchObject({ status: 200 });
    const contact = reached ? ['a1/sent@call-centre#1', 'a1/delivered@call-centre#1'] : [];
    expect(await told()).toEqual([...contact, `a1/outcome@call-centre#1 ${disposition}`]);
    clock.pass(hour);
    expect(await claim('max')).toMatchObject({ status: 204 });
  });

  it('promises to call back: at that time it comes before all others, also after the action has expired', async () => {
    await call('a1', { expiresAt: noon + day });
    const { body } = await claim('eve');
    const callBackAt = new Date(noon + 2 * day).toISOString();
    expect(await complete(body.id, 'eve', { disposition: 'call-back', callBackAt })).toMatchObject({
      body: { state: 'waiting' },
    });
    expect(await claim('eve')).toMatchObject({ status: 204 });
    clock.pass(2 * day);
    await call('a2', { at: clock.now(), expectedGainMinor: 1_000_000 });
    const again = await claim('max');
    expect(actionIn(again)).toBe('a1');
    await complete(again.body.id, 'max', { disposition: 'accepted' });
    expect((await told()).filter((line) => line.includes('outcome'))).toEqual([
      'a1/outcome@call-centre#1 call-back',
      'a1/outcome@call-centre#2 accepted',
    ]);
  });

  it('reaches nobody: the call comes again later, until that has been tried often enough', async () => {
    await call('a1');
    const first = await claim('eve');
    expect(await complete(first.body.id, 'eve', { disposition: 'not-reached' })).toMatchObject({ body: { state: 'waiting' } });
    expect(await claim('eve')).toMatchObject({ status: 204 });
    clock.pass(4 * hour);
    const second = await claim('eve');
    expect(await complete(second.body.id, 'eve', { disposition: 'not-reached' })).toMatchObject({ body: { state: 'completed' } });
    expect(await told()).toEqual(['a1/outcome@call-centre#1 not-reached', 'a1/outcome@call-centre#2 not-reached']);
  });

  it('gives a call back, or is not heard of: it is anybody’s, and no longer the agent’s', async () => {
    await call('a1');
    const { body } = await claim('eve');
    expect(await ask('POST', `/tasks/${body.id}/release`, { agent: 'eve' })).toMatchObject({ status: 200 });
    expect(actionIn(await claim('max'))).toBe('a1');
    clock.pass(10 * minute + 1);
    expect(actionIn(await claim('kim'))).toBe('a1');
    expect(await complete(body.id, 'max', { disposition: 'accepted' })).toMatchObject({
      status: 409,
      body: { error: `task ${body.id} is held by kim` },
    });
    expect(await told()).toEqual([]);
  });

  it('is told when the action is called off meanwhile; what came of the call is on record', async () => {
    await call('a1');
    const { body } = await claim('eve');
    await put({ kind: 'off', recordId: 'a1', customer: 'ann', reason: 'alert-closed', by: '' });
    const refused = { status: 409, body: { error: `task ${body.id} was called off: alert-closed` } };
    expect(await ask('POST', `/tasks/${body.id}/extend`, { agent: 'eve' })).toMatchObject(refused);
    expect(await complete(body.id, 'eve', { disposition: 'refused', motive: 'price' })).toMatchObject(refused);
    expect(await told()).toContain('a1/outcome@call-centre#1 refused');
    expect(await claim('eve')).toMatchObject({ status: 204 });
  });
});

describe('nobody is called who must not be', () => {
  it.each([
    [
      'who refused',
      { contactability: { ...anyTime, consents: [{ channel: 'phone' as const, granted: false, at: noon, source: null }] } },
      'refused',
    ],
    ['whose cause was old when it came', { at: noon - 2 * day }, 'backfill'],
    ['whose action has expired', { expiresAt: noon - 1 }, 'expired'],
  ])('%s', async (_, changes, reason) => {
    await call('a1', changes);
    await call('a2', { expectedGainMinor: 1 });
    expect(actionIn(await claim('eve'))).toBe('a2');
    const [item] = (await store.outbox(9)).map(({ entry }) => JSON.parse(entry) as OutboxItem);
    expect(item).toMatchObject({ record: { what: 'suppressed', detail: reason, actionId: 'a1' } });
  });

  it('whose night it is; in the morning it is', async () => {
    await call('a1', { contactability: { ...anyTime, timeZone: 'Asia/Tokyo' } });
    expect(await claim('eve')).toMatchObject({ status: 204 });
    clock.pass(11 * hour);
    // Nobody in London works at 23:00, and the customer in Tokyo does not know that.
    expect(actionIn(await claim('eve'))).toBe('a1');
  });

  it('who has had two commercial calls this week; one that reached nobody does not count', async () => {
    for (const id of ['a1', 'a2', 'a3', 'a4']) await call(id, { customerId: 'ann' });
    for (const disposition of ['wrong-number', 'accepted', 'accepted']) {
      const { body } = await claim('eve');
      expect(await complete(body.id, 'eve', { disposition })).toMatchObject({ status: 200 });
    }
    expect(await claim('eve')).toMatchObject({ status: 204 });
  });
});

describe('the API says what is wrong, and what is allowed', () => {
  it.each([
    ['POST', '/queues/retention/claim', {}, 400, 'is the id of an agent'],
    ['POST', '/queues/retention/claim', { agent: 'eve', extra: 1 }, 400, 'extra'],
    ['POST', '/queues/unknown/claim', { agent: 'eve' }, 404, 'retention'],
    ['GET', '/tasks/task_unknown', undefined, 404, 'a task that is open'],
    ['POST', '/tasks/task_unknown/extend', { agent: 'eve' }, 404, 'a task that is open'],
    ['POST', '/tasks/x/complete', { agent: 'eve', disposition: 'happy' }, 400, 'is one of accepted, refused'],
    ['POST', '/tasks/x/complete', { agent: 'eve', disposition: 'refused' }, 400, ''],
    ['POST', '/tasks/x/complete', { agent: 'eve', disposition: 'call-back', callBackAt: 'soon' }, 400, 'is an instant such as'],
    [
      'POST',
      '/tasks/x/complete',
      { agent: 'eve', disposition: 'call-back', callBackAt: '2020-01-01T00:00:00Z' },
      400,
      'an instant from now on',
    ],
    ['POST', '/targets/unknown/enable', undefined, 404, 'crm'],
    ['POST', '/dead-letters/x/redrive', undefined, 404, 'a task that is open'],
    ['GET', '/nowhere', undefined, 404, 'openapi.json'],
  ] as const)('%s %s %j is %i', async (method, path, body, code, allowed) => {
    await call('a1');
    const answer = await ask(method, path, body);
    expect(answer.status).toBe(code);
    expect(answer.body.error).toMatch(/\w/);
    expect(`${answer.body.error} ${answer.body.allowed}`).toContain(allowed);
  });

  it('in a document, too', async () => {
    const { body } = await ask('GET', '/openapi.json');
    expect(Object.keys(body['paths'] as object).toSorted()).toEqual([
      '/dead-letters',
      '/dead-letters/{id}/redrive',
      '/queues',
      '/queues/{skill}/claim',
      '/targets',
      '/targets/{name}/enable',
      '/tasks/{id}',
      '/tasks/{id}/complete',
      '/tasks/{id}/extend',
      '/tasks/{id}/release',
    ]);
    const methods = Object.values(body['paths'] as Record<string, Record<string, { responses: object }>>).flatMap(Object.values);
    expect(methods.filter(({ responses }) => !('403' in responses && '421' in responses))).toEqual([]);
  });

  it('and the document says what each path may answer', async () => {
    const { body } = await ask('GET', '/openapi.json');
    const paths = body['paths'] as Record<string, Record<string, { responses: object }>>;
    const answersOf = (path: string, method: string) => Object.keys(paths[path]?.[method]?.responses ?? {});
    await call('a1');
    const { body: task } = await claim('eve');
    for (const [method, path, of, init] of [
      [
        'POST',
        '/queues/retention/claim',
        '/queues/{skill}/claim',
        { body: '{', headers: { 'content-type': 'application/json' } },
      ],
      ['POST', '/queues/retention/claim', '/queues/{skill}/claim', { body: 'agent=eve' }],
      ['POST', `/tasks/${task.id}/extend`, '/tasks/{id}/extend', { body: '{}', headers: { 'content-type': 'application/json' } }],
      ['POST', `/tasks/${task.id}/release`, '/tasks/{id}/release', { body: new Blob(['{}']) }],
      ['POST', `/tasks/${task.id}/complete`, '/tasks/{id}/complete', { body: new URLSearchParams({ agent: 'eve' }) }],
      [
        'POST',
        `/tasks/${task.id}/complete`,
        '/tasks/{id}/complete',
        { body: JSON.stringify({ agent: 'x'.repeat(20_000) }), headers: { 'content-type': 'application/json' } },
      ],
      ['GET', `/tasks/${'x'.repeat(65)}`, '/tasks/{id}', {}],
      ['GET', '/tasks/task_unknown', '/tasks/{id}', {}],
      [
        'POST',
        '/queues/unknown/claim',
        '/queues/{skill}/claim',
        { body: JSON.stringify({ agent: 'eve' }), headers: { 'content-type': 'application/json' } },
      ],
      ['POST', '/targets/unknown/enable', '/targets/{name}/enable', {}],
      ['POST', '/dead-letters/x/redrive', '/dead-letters/{id}/redrive', {}],
      ['POST', `/dead-letters/${'x'.repeat(65)}/redrive`, '/dead-letters/{id}/redrive', {}],
      ['POST', '/targets/crm/enable', '/targets/{name}/enable', { headers: { origin: 'https://example.com' } }],
    ] as const) {
      const { status } = await fetch(`${api.url}${path}`, { method, ...init });
      expect([of, answersOf(of, method.toLowerCase())]).toEqual([of, expect.arrayContaining([String(status)])]);
      expect(status).toBeGreaterThanOrEqual(400);
    }
  });

  it.each([
    ['has a name of its own resolve to this machine', { host: 'evil.example' }, 421],
    ['sends what needs no leave of the browser', { origin: 'https://evil.example' }, 403],
    ['has no name that it would tell', { origin: 'null' }, 403],
  ])('not to a page of the web that %s', async (_, headers, code) => {
    await redis.hset('ebb:{delivery}:target:crm', 'disabled', 'status 410');
    // fetch does not let a Host be set.
    const { promise, resolve } = Promise.withResolvers<number>();
    request(`${api.url}/targets/crm/enable`, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).end();
    expect(await promise).toBe(code);
    expect(await store.target('crm')).toEqual({ disabled: 'status 410' });
  });

  it('under the names of this machine alone; health and metrics, which tell nothing of a customer, under any', async () => {
    const statusOf = async (path: string) => {
      const { hostname, port } = new URL(api.url);
      const asked = request({ host: hostname, port, path, headers: { host: 'shop.example' } }).end();
      const [{ statusCode }] = (await once(asked, 'response')) as [IncomingMessage];
      return statusCode;
    };
    expect(await Promise.all(['/queues', '/openapi.json', '/metrics', '/health/ready'].map(statusOf))).toEqual([
      421, 421, 200, 200,
    ]);
  });

  it('to this machine alone', async () => {
    await expect(serveApi({ host: '0.0.0.0', port: 0 } as Parameters<typeof serveApi>[0])).rejects.toThrow(
      'EBB_HTTP_HOST is 0.0.0.0: delivery knows no authentication and listens to this machine alone; allowed: 127.0.0.1',
    );
  });
});
