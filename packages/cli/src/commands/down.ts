import { Command } from '@commander-js/extra-typings';
import { oneAtATime } from '../running/one-at-a-time.ts';
import { StateFile } from '../running/state.ts';
import { stopProcess } from '../running/stop-process.ts';
import { seconds } from '../step.ts';

export const down = () =>
  new Command('down')
    .summary('stop what up has started; the data stays')
    .description('Stops the services, then the servers, each in order, and waits until they are gone. Data stays in .ebb/data.')
    .action(() => oneAtATime(stopAll));

async function stopAll(): Promise<void> {
  const file = new StateFile();
  const { processes } = file.read();
  if (processes.length === 0) process.stdout.write('Nothing runs.\n');
  for (const running of processes.toReversed()) {
    const startedAt = performance.now();
    const how = await stopProcess(running);
    process.stdout.write(`${running.name} ${how} (${seconds(startedAt)})\n`);
  }
  file.forget();
}
