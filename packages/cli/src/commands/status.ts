import { relative } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { type Health, healthOfAll } from '../running/health.ts';
import { StateFile } from '../running/state.ts';

export const status = () =>
  new Command('status')
    .summary('health and address of each server and service')
    .description('Asks each server and service whether it works. The exit code is 1 if one does not, or if nothing runs.')
    .action(printStatus);

/** Prints a line for each server and service; sets the exit code to 1 unless all are well. */
export async function printStatus(): Promise<void> {
  const all = await healthOfAll(new StateFile().read());
  const nothingRuns = all.length === 0;
  process.stdout.write(nothingRuns ? 'Nothing runs; ./ebb up starts it.\n' : table(all));
  if (nothingRuns || all.some(({ healthy }) => !healthy)) process.exitCode = 1;
}

function table(all: readonly Health[]): string {
  const width = (column: (health: Health) => string) => Math.max(...all.map((health) => column(health).length));
  const nameWidth = width(({ name }) => name);
  const addressWidth = width(({ address }) => address);
  const lines = all.map(({ name, address, verdict, healthy, logFile }) => {
    const where = healthy || logFile === undefined ? '' : `  (see ${relative(process.cwd(), logFile)})`;
    return `${name.padEnd(nameWidth)}  ${address.padEnd(addressWidth)}  ${verdict}${where}\n`;
  });
  return lines.join('');
}
