import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generated, generatedFile } from './generated.ts';

mkdirSync(dirname(generatedFile), { recursive: true });
writeFileSync(generatedFile, generated());
