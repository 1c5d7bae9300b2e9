/** What Alertmanager sends to the person on call. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Notification {
  readonly status: 'firing' | 'resolved';
  readonly alerts: readonly { readonly labels: Readonly<Record<string, string>> }[];
}

export class Pager {
  /** Names of the alerts of each page, in the order in which they came; that something is over is no page. */
  readonly pages: string[] = [];
  readonly #server = createServer((request, response) => {
    void text(request).then((body) => {
      this.#take(JSON.parse(body) as Notification);
      response.end();
    });
  });

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

  #take({ status, alerts }: Notification): void {
    if (status === 'firing') this.pages.push([...new Set(alerts.map(({ labels }) => labels['alertname']))].join(' and '));
  }
}
