import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

const boundChild = new URL('./bound-child.ts', import.meta.url).href;

/** A parent of its own process, whose child says its id and then holds standard output open for as long as it lives. */
const parent = `
  import { spawn } from 'node:child_process';
  import { boundToParent } from ${JSON.stringify(boundChild)};
  const [program, ...parameters] = boundToParent(['sh', '-c', 'echo $$; exec sleep 1000']);
  spawn(program, parameters, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
  setInterval(() => {}, 1000);
`;

it('A bound child is gone when its parent is killed', async () => {
  const killed = spawn(process.execPath, ['--input-type=module', '--eval', parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface(killed.stdout), 'line')) as [string];
  const pid = Number(line);
  expect(() => process.kill(pid, 0)).not.toThrow();
  // Both may come in one turn of the loop.
  const ends = Promise.all([once(killed.stdout, 'close'), once(killed, 'close')]);
  killed.kill('SIGKILL');
  await ends;
});

it('A bound child whose parent has gone before it could be bound does not start', async () => {
  const orphan = spawn('sh', ['-c', '[ "$PPID" = "$0" ] && exec echo started', '1'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const output: Buffer[] = [];
  orphan.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  await once(orphan, 'close');
  expect(Buffer.concat(output).toString()).toBe('');
});
