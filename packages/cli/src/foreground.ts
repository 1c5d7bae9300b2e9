import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { boundToParent, repository } from '@ebb/stack';

/**
 * Runs a command in the repository, its output to this terminal, and answers its exit code as a shell would (130 after
 * Ctrl-C). It ends with us: Ctrl-C and SIGTERM are passed on, each once, and if we are killed so is it.
 */
export async function runInForeground(command: readonly string[]): Promise<number> {
  const [program, ...parameters] = boundToParent(command);
  const child = spawn(program as string, parameters, {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit'],
    // Not in the terminal's process group, or Ctrl-C would reach it twice, and twice means "at once" to many programs.
    detached: true,
  });
  const passOn = (signal: NodeJS.Signals) => child.kill(signal);
  process.once('SIGTERM', passOn).once('SIGINT', passOn);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal as NodeJS.Signals]));
    });
  } finally {
    process.off('SIGTERM', passOn).off('SIGINT', passOn);
  }
}
