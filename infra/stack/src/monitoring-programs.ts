/** Prometheus and Alertmanager with their tools, from Debian's packages. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { installPackages } from './system-packages.ts';

/** What each package brings that is called here. */
export const monitoringPrograms = {
  prometheus: 'prometheus',
  promtool: 'promtool',
  alertmanager: 'prometheus-alertmanager',
  amtool: 'amtool',
} as const;

/**
 * Installs what is missing. Nothing of it is started as a service of the system.
 * @throws {MissingPackagesError} as `installPackages`
 */
export async function prepareMonitoring(): Promise<void> {
  const answers = await Promise.all(Object.values(monitoringPrograms).map(isThere));
  if (answers.includes(false)) await installPackages(['prometheus', 'prometheus-alertmanager']);
}

async function isThere(program: string): Promise<boolean> {
  try {
    await promisify(execFile)(program, ['--version']);
    return true;
  } catch {
    return false;
  }
}
