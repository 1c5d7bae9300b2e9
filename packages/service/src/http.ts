import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HealthEndpoints {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Why the service is not ready; null when it is. */
  readonly notReady: () => Promise<string | null>;
  readonly status: () => object;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
}

/** `/health/live`, `/health/ready`, `/status` and `/metrics`. */
export async function serveHealth(endpoints: HealthEndpoints): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(endpoints, request.url ?? '/')
      .then(({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body))
      .catch((error: unknown) => response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error)));
  });
  await listen(server, endpoints);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${endpoints.host}:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server, { host, port }: HealthEndpoints): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, host, resolve);
  return promise;
}

async function answer(endpoints: HealthEndpoints, url: string) {
  const text = 'text/plain; charset=utf-8';
  switch (url.split('?')[0]) {
    case '/health/live':
      return { status: 200, type: text, body: 'live\n' };
    case '/health/ready': {
      const why = await endpoints.notReady();
      return { status: why === null ? 200 : 503, type: text, body: `${why ?? 'ready'}\n` };
    }
    case '/status':
      return { status: 200, type: 'application/json', body: JSON.stringify(endpoints.status()) };
    case '/metrics': {
      const { contentType, body } = await endpoints.metrics();
      return { status: 200, type: contentType, body };
    }
    default:
      return { status: 404, type: text, body: 'there are /health/live, /health/ready, /status and /metrics\n' };
  }
}
