import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { AddressInUseError } from './server.ts';

/** Below 32768, where Linux begins to give ports to outgoing connections: a server that restarts finds its port still free. */
const portMin = 15_000;
const portEnd = 32_000;
const attemptsMax = 20;

async function isPortFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** A TCP port of loopback that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(portMin, portEnd);
    if (await isPortFree(port)) return port;
  }
}

/**
 * Starts a server on the wanted port, or on a free one where that is taken. Between looking and listening somebody else may
 * take the port, so the server's own answer counts: when it finds its address in use, another port is tried.
 */
export async function onFreePort<T>(wanted: number, start: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const port = attempt === 1 && wanted !== 0 && (await isPortFree(wanted)) ? wanted : await freePort();
    try {
      return await start(port);
    } catch (error) {
      if (!(error instanceof AddressInUseError) || attempt === attemptsMax) throw error;
    }
  }
}
