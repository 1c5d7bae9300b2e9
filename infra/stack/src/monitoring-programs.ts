/**
 * Prometheus and Alertmanager from their Debian packages, unpacked into a folder of Ebb's and not installed: no service of the system
 * is started, and nobody has to be root.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ebbFolder } from './folders.ts';
import { updatePackageLists } from './system-packages.ts';

const run = promisify(execFile);

const packages = ['prometheus', 'prometheus-alertmanager'];
const folder = join(ebbFolder, 'monitoring');

/** Paths of the programs. */
export interface MonitoringPrograms {
  readonly prometheus: string;
  readonly promtool: string;
  readonly alertmanager: string;
  readonly amtool: string;
}

/**
 * Fetches the programs where they are not there yet.
 * @throws {MissingPackagesError} there is no apt, or it has no such packages
 */
export async function monitoringPrograms(): Promise<MonitoringPrograms> {
  if (!existsSync(folder)) await fetchPrograms();
  const program = (name: string): string => join(folder, 'usr/bin', name);
  return {
    prometheus: program('prometheus'),
    promtool: program('promtool'),
    alertmanager: program('prometheus-alertmanager'),
    amtool: program('amtool'),
  };
}

/** Under another name until all is there: who comes at the same time finds all of it or nothing. */
async function fetchPrograms(): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    await download(unfinished);
    const archives = (await readdir(unfinished)).filter((name) => name.endsWith('.deb'));
    for (const archive of archives) await run('dpkg-deb', ['--extract', archive, '.'], { cwd: unfinished });
    await rename(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** The machine's lists of packages may be missing, or too old. */
async function download(cwd: string): Promise<void> {
  const get = () => run('apt-get', ['--quiet', 'download', ...packages], { cwd });
  try {
    await get();
  } catch {
    await updatePackageLists(packages);
    await get();
  }
}
