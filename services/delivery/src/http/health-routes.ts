import type { App } from './server.ts';

export interface Health {
  /** Why the service is not ready; null when it is. */
  readonly notReady: () => Promise<string | null>;
  readonly status: () => object;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
}

export function addHealth(app: App, { notReady, status, metrics }: Health): void {
  app.get('/health/live', { schema: { hide: true } }, async (_, reply) => reply.type('text/plain').send('live\n'));
  app.get('/health/ready', { schema: { hide: true } }, async (_, reply) => {
    const why = await notReady();
    return reply
      .code(why === null ? 200 : 503)
      .type('text/plain')
      .send(`${why ?? 'ready'}\n`);
  });
  app.get('/status', { schema: { hide: true } }, async () => status());
  app.get('/metrics', { schema: { hide: true } }, async (_, reply) => {
    const { contentType, body } = await metrics();
    return reply.header('content-type', contentType).send(body);
  });
}
