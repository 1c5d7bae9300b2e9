/** The peers, compiled, with their jars; Maven finds out what is there already. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { prepareJavaBuild, type Step } from '@ebb/stack';

export const peersFolder = join(import.meta.dirname, '../../peers');

const outputBytesMax = 16 << 20;

export async function buildPeers(step: Step): Promise<void> {
  await prepareJavaBuild(step);
  await step('Flink and Kafka Streams', () =>
    promisify(execFile)('mvn', ['--quiet', '--batch-mode', 'package'], { cwd: peersFolder, maxBuffer: outputBytesMax }),
  );
}
