import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, type RecordedProcess } from './state.ts';

const lookEveryMilliseconds = 50;
const stopMillisecondsMax = 30_000;

/** Ends a process that is no child of ours, first in order, after 30 s by force. Answers how it went, in words. */
export async function stopProcess(running: RecordedProcess): Promise<string> {
  if (!isAlive(running)) return 'was not running';
  process.kill(running.pid, 'SIGTERM');
  const deadline = Date.now() + stopMillisecondsMax;
  while (isAlive(running)) {
    if (Date.now() > deadline) {
      process.kill(running.pid, 'SIGKILL');
      return `did not stop within ${stopMillisecondsMax / 1000} s and was killed`;
    }
    await pause(lookEveryMilliseconds);
  }
  return 'stopped';
}
