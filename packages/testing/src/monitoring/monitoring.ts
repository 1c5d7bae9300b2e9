/** A real Prometheus and a real Alertmanager on the project's own rules, in a time that runs faster. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Server, startAlertmanager, startPrometheus } from '@ebb/stack';
import { parse, stringify } from 'yaml';
import { alertmanagerFile, alertsFile, faster, prometheusFile } from './alert-rules.ts';

export interface MonitoringOptions {
  readonly directory: string;
  /** Address of each service, by its job. */
  readonly services: Readonly<Record<string, string>>;
  readonly pagerUrl: string;
  readonly secondsPerMinute: number;
}

interface PrometheusAlert {
  readonly state: 'pending' | 'firing';
  readonly labels: Readonly<Record<string, string>>;
}

export class Monitoring {
  readonly #prometheus: Server;
  readonly #alertmanager: Server;

  private constructor(prometheus: Server, alertmanager: Server) {
    this.#prometheus = prometheus;
    this.#alertmanager = alertmanager;
  }

  static async start({ directory, services, pagerUrl, secondsPerMinute }: MonitoringOptions): Promise<Monitoring> {
    const fast = async (file: string) => faster(await readFile(file, 'utf8'), secondsPerMinute);
    const ofAlertmanager = join(directory, 'alertmanager');
    await mkdir(ofAlertmanager, { recursive: true });
    const routes = (await fast(alertmanagerFile)).replace('http://on-call:9099/', pagerUrl);
    await writeFile(join(ofAlertmanager, 'alertmanager.yaml'), routes);
    const alertmanager = await startAlertmanager({ directory: ofAlertmanager });

    const ofPrometheus = join(directory, 'prometheus');
    await mkdir(ofPrometheus, { recursive: true });
    const scraping = (await fast(prometheusFile)).replace('alertmanager:9093', new URL(alertmanager.address).host);
    await writeFile(join(ofPrometheus, 'prometheus.yaml'), at(services, scraping));
    await writeFile(join(ofPrometheus, 'alerts.yaml'), await fast(alertsFile));
    return new Monitoring(await startPrometheus({ directory: ofPrometheus }), alertmanager);
  }

  /** Names of the alerts that fire; or also of those that would before long. */
  async alerts(states: readonly PrometheusAlert['state'][]): Promise<readonly string[]> {
    const { data } = (await ask(`${this.#prometheus.address}/api/v1/alerts`)) as { data: { alerts: PrometheusAlert[] } };
    return namesOf(data.alerts.filter(({ state }) => states.includes(state)));
  }

  /** Names of the alerts of which nobody is told, as another one explains them. */
  async inhibited(): Promise<readonly string[]> {
    const query = 'active=false&silenced=false&unprocessed=false&inhibited=true';
    return namesOf((await ask(`${this.#alertmanager.address}/api/v2/alerts?${query}`)) as PrometheusAlert[]);
  }

  /** The values of an expression at this moment. */
  async query(expression: string): Promise<readonly number[]> {
    const url = new URL('/api/v1/query', this.#prometheus.address);
    url.searchParams.set('query', expression);
    const { data } = (await ask(url)) as { data: { result: readonly { value: readonly [number, string] }[] } };
    return data.result.map(({ value }) => Number(value[1]));
  }

  async stop(): Promise<void> {
    await Promise.all([this.#prometheus.stop(), this.#alertmanager.stop()]);
  }
}

/** The jobs of the services that are there, each at its address in place of its name in the network of containers. */
function at(services: MonitoringOptions['services'], prometheus: string): string {
  const configuration = parse(prometheus) as { scrape_configs: readonly { readonly job_name: string }[] };
  const scraped = configuration.scrape_configs.flatMap(({ job_name }) => {
    const url = services[job_name];
    return url === undefined ? [] : [{ job_name, static_configs: [{ targets: [new URL(url).host] }] }];
  });
  return stringify({ ...configuration, scrape_configs: scraped });
}

const ask = async (url: URL | string): Promise<unknown> => (await fetch(url)).json();

const namesOf = (alerts: readonly PrometheusAlert[]): string[] =>
  [...new Set(alerts.map(({ labels }) => labels['alertname'] as string))].toSorted();
