/** Prometheus and Alertmanager on this machine, each on a configuration that lies in its folder. */
import { resolve } from 'node:path';
import { monitoringPrograms, prepareMonitoring } from './monitoring-programs.ts';
import { onFreePort } from './ports.ts';
import { type Server, startServer } from './server.ts';
import type { StartOptions } from './start-options.ts';

/** Starts Prometheus on `prometheus.yaml` in the folder. Its address is an `http://` URL. */
export const startPrometheus = (options: StartOptions): Promise<Server> =>
  start('prometheus', options, (directory) => [
    monitoringPrograms.prometheus,
    `--config.file=${directory}/prometheus.yaml`,
    `--storage.tsdb.path=${directory}/data`,
  ]);

/** Starts Alertmanager, by itself, on `alertmanager.yaml` in the folder. Its address is an `http://` URL. */
export const startAlertmanager = (options: StartOptions): Promise<Server> =>
  start('alertmanager', options, (directory) => [
    monitoringPrograms.alertmanager,
    `--config.file=${directory}/alertmanager.yaml`,
    `--storage.path=${directory}/data`,
    '--cluster.listen-address=',
  ]);

async function start(name: string, options: StartOptions, command: (directory: string) => string[]): Promise<Server> {
  await prepareMonitoring();
  const directory = resolve(options.directory);
  return onFreePort(options.port ?? 0, (port) =>
    startServer({
      name,
      command: [...command(directory), `--web.listen-address=127.0.0.1:${port}`],
      workingDirectory: directory,
      logFile: options.logFile ?? `${directory}/${name}.log`,
      stays: options.stays ?? false,
      signal: options.signal,
      onProcess: options.onProcess,
      probe: async () => {
        const url = `http://127.0.0.1:${port}`;
        return (await fetch(`${url}/-/ready`)).ok ? url : undefined;
      },
    }),
  );
}
