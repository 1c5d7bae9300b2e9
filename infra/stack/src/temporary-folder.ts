import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ebbFolder } from './folders.ts';

/**
 * Makes an empty folder for this process to use and then to remove. What processes that were killed have left behind is
 * removed now: a folder's name begins with the id of its process.
 */
export async function temporaryFolder(parent = join(ebbFolder, 'tmp')): Promise<string> {
  await mkdir(parent, { recursive: true });
  const left = (await readdir(parent)).filter((name) => !existsSync(`/proc/${Number.parseInt(name, 10)}`));
  await Promise.all(left.map((name) => rm(join(parent, name), { recursive: true, force: true })));
  return mkdtemp(join(parent, `${process.pid}-`));
}
