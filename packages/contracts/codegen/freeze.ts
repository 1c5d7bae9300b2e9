/** Keeps the present schemas as those of the release that `package.json` names; earlier releases are never touched. */
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../package.json' with { type: 'json' };
import { releasedFolder } from './generated.ts';
import { schemasFolder } from './load.ts';

const folder = releasedFolder(manifest.version);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const file of readdirSync(schemasFolder).filter((name) => name.endsWith('.avsc'))) {
  copyFileSync(join(schemasFolder, file), join(folder, file));
}
