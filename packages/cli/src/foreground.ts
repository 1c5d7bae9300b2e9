import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { boundToParent, repository } from '@ebb/stack';

/** Ctrl-C reaches the command by itself; we wait for it to end. */
const wait = () => {};

/**
 * Runs a command in the repository, in this terminal, and answers its exit code as a shell would (130 after Ctrl-C). It ends
 * with us: Ctrl-C reaches both, SIGTERM is passed on, and if we are killed so is it.
 */
export async function runInForeground(command: readonly string[]): Promise<number> {
  const [program, ...parameters] = boundToParent(command);
  const child = spawn(program as string, parameters, { cwd: repository, stdio: 'inherit' });
  const passOn = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGTERM', passOn);
  process.on('SIGINT', wait);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal as NodeJS.Signals]));
    });
  } finally {
    process.off('SIGTERM', passOn);
    process.off('SIGINT', wait);
  }
}
