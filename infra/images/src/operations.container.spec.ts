/** docs/operations.md, command by command, in containers. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { effectsText } from '@ebb/actions';
import type { Report } from '@ebb/demo';
import { until } from '@ebb/testing/pipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Checkout, whyNoCompose } from './checkout.ts';
import { operationsPage } from './operations-page.ts';
import { emptyPanels } from './panels.ts';

const skipped = await whyNoCompose();
if (skipped !== undefined) process.stderr.write(`docs/operations.md is not run: ${skipped}\n`);

const services = ['actions', 'calibration', 'delivery', 'intake', 'lifecycle'];

/** A replay has no canary, and nothing that the time of its events could be behind. */
const panelsOfTheClock = ['Came through last', 'The same, behind the clock'];

let checkout: Checkout;
const report = async () => JSON.parse(await readFile(join(checkout.directory, 'report.json'), 'utf8')) as Report;
const prometheus = () => `http://127.0.0.1:${checkout.ports.PROMETHEUS}`;

/** What holds after the commands of a section, by its heading. */
const expectAfter: Readonly<Record<string, (said: string) => Promise<void>>> = {
  'Try it': async () => {
    const { eventsRead, customersByStage, deadLettersByReason, alertsByKind, webhooks } = await report();
    expect(eventsRead).toMatchObject({ purchases: 69_659 });
    expect(Object.values(customersByStage).reduce((sum, count) => sum + count, 0)).toBe(23_570 + 40);
    expect(deadLettersByReason).toEqual({});
    expect(Object.values(alertsByKind).every((count) => count > 0)).toBe(true);
    expect(webhooks.received).toBeGreaterThan(1_000);
    expect(webhooks).toMatchObject({ refused: 0 });
    expect(await emptyPanels(prometheus())).toEqual(panelsOfTheClock);
  },
  Look: async (said) => {
    expect(said).toContain('Customer 00062');
    expect(said).toContain('"skill":"retention"');
    expect(said).toContain(effectsText((await report()).effects));
    await until('Prometheus has scraped every target', async () => (await targets()).every(({ health }) => health === 'up'));
    expect((await targets()).map(({ job }) => job)).toEqual(expect.arrayContaining(services));
  },
  Scale: () =>
    until('Prometheus has scraped both workers of each', async () => {
      const up = (await targets()).filter(({ health }) => health === 'up').map(({ job }) => job);
      return ['lifecycle', 'actions'].every((service) => up.filter((job) => job === service).length === 2);
    }).then(() => undefined),
  'Remove the demo': async () => {
    expect([...(await checkout.ids('container')), ...(await checkout.ids('volume'))]).toEqual([]);
  },
  Deploy: async () => {
    await until('intake takes a purchase', () => send(firstPurchase).catch(() => false));
    await annIsKnown();
    await until('what runs on the clock is shown too', async () => {
      const empty = await emptyPanels(prometheus());
      return panelsOfTheClock.every((panel) => !empty.includes(panel));
    });
  },
  Configure: annIsKnown,
  Upgrade: annIsKnown,
  Stop: async () => {
    expect(await checkout.ids('container')).toEqual([]);
    expect(await checkout.ids('volume')).not.toEqual([]);
  },
};

const firstPurchase = {
  type: 'Purchase',
  eventId: '4711',
  customerId: 'ann',
  kind: 'purchase',
  orderId: 'o1',
  occurredAt: new Date().toISOString(),
  amountMinor: 1999,
  currency: 'EUR',
};

async function annIsKnown(): Promise<void> {
  await until('the purchase is folded', () =>
    checkout.run('docker compose exec -T lifecycle node packages/cli/src/main.ts customer ann').then(
      (said) => said.includes('first-time'),
      () => false,
    ),
  );
}

async function send(event: object): Promise<boolean> {
  const body = JSON.stringify({ events: [event] });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`http://127.0.0.1:${checkout.ports.EVENTS}/events`, { method: 'POST', headers, body });
  return answer.status === 202;
}

interface Target {
  readonly job: string;
  readonly health: string;
}

async function targets(): Promise<Target[]> {
  const response = await fetch(`${prometheus()}/api/v1/targets?state=active`);
  const { data } = (await response.json()) as { data: { activeTargets: { labels: { job: string }; health: string }[] } };
  return data.activeTargets.map(({ labels: { job }, health }) => ({ job, health }));
}

describe.skipIf(skipped !== undefined)('docs/operations.md', () => {
  beforeAll(async () => {
    checkout = await Checkout.make();
  });
  afterAll(() => checkout.remove());

  it('has commands where something is known to hold after them', () => {
    expect(operationsPage().map(({ heading }) => heading)).toEqual(Object.keys(expectAfter));
  });

  it.each(operationsPage())('$heading', async ({ heading, script }) => {
    await expectAfter[heading]?.(await checkout.run(script));
  });

  describe('is of use where', () => {
    it('an image is missing', async () => {
      expect(await checkout.complaint('docker compose up --no-build topics', { EBB_IMAGE: 'ebb:nowhere' })).toMatch(
        /needs to be built|pull access denied|manifest unknown|no such image/i,
      );
    });

    it('a port is taken', async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as { port: number };
      const said = await checkout.complaint('docker compose up --detach redis', { EBB_REDIS_PORT: String(port) });
      other.close();
      expect(said).toContain(String(port));
      expect(said).toMatch(/port is already allocated|address already in use/i);
    });

    it('there is no .env', async () => {
      const said = await checkout.complaint('mv .env env && docker compose config || { mv env .env; exit 1; }', {});
      expect(said).toMatch(/EBB_[A-Z_]+.*is not set/);
    });

    it('there is too little memory', async () => {
      const script = 'docker compose run --rm --no-deps topics packages/cli/src/main.ts --help || echo "exit code $?"';
      expect(await checkout.run(script, { EBB_SERVICE_MEMORY: '16m' })).toContain('exit code 137');
    });

    it('the charts of an evaluation are asked of the image, which does without them', async () => {
      const run = 'docker compose run --rm --no-deps topics packages/cli/src/main.ts evaluate --html page.html';
      expect(await checkout.complaint(run, {})).toContain('Run it from a checkout');
    });

    it('an address is wrong', async () => {
      const start = 'docker compose run --detach --no-deps -e REDIS_URL=redis://nowhere lifecycle 2>/dev/null';
      const container = (await checkout.run(start)).trim();
      const said = await until('it says that it waits', async () => {
        const log = await checkout.run(`docker logs ${container}`);
        return log.includes('Redis is away') && log;
      });
      expect(said).toContain('nowhere');
      await checkout.run(`docker rm --force ${container}`);
    });
  });
});
