import { execFile } from 'node:child_process';
import { promisify, stripVTControlCharacters } from 'node:util';
import { Command } from '@commander-js/extra-typings';
import { repository } from '@ebb/stack';
import { seconds } from '../step.ts';

/** Scripts of the repository's package.json. */
const checks = { types: 'check:types', lint: 'check:lint', format: 'check:format', 'unused code': 'check:unused' };
const outputBytesMax = 64 * 1024 * 1024;

export const check = () =>
  new Command('check')
    .summary('types, lint, format, unused code')
    .description('Runs all checks of the code, shows what those that failed have to say, and exits with 1 if there is one.')
    .action(async () => {
      for (const [name, script] of Object.entries(checks)) {
        const startedAt = performance.now();
        const complaint = await complaintOf(script);
        process.stdout.write(`${complaint === undefined ? 'ok    ' : 'failed'}  ${name} (${seconds(startedAt)})\n`);
        if (complaint === undefined) continue;
        process.stdout.write(`${complaint}\n`);
        process.exitCode = 1;
      }
    });

/** What the check printed, if it failed. */
async function complaintOf(script: string): Promise<string | undefined> {
  try {
    await promisify(execFile)(process.execPath, ['--run', script], { cwd: repository, maxBuffer: outputBytesMax });
    return undefined;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    // Not every tool notices that it does not write to a terminal.
    return stripVTControlCharacters(`${stdout}${stderr}`);
  }
}
