import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

it('What a killed process left behind goes with the next temporary folder; what a living one uses stays', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'ebb-temporary-'));
  const ended = spawnSync('true').pid;
  const left = join(parent, `${ended}-left`);
  mkdirSync(left);
  writeFileSync(join(left, 'data'), '');
  const used = await temporaryFolder(parent);
  const mine = await temporaryFolder(parent);
  expect([left, used, mine].map((folder) => existsSync(folder))).toEqual([false, true, true]);
  rmSync(parent, { recursive: true });
});
