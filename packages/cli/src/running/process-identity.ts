import { readFileSync } from 'node:fs';

/**
 * What tells a process from any other that has had or will have its id: boot and start time. Undefined when there is no such
 * process, or only what is left of one that nobody has waited for (a zombie).
 */
export function identityOf(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // See proc_pid_stat(5). The second field is the command's name in parentheses and may hold anything, so count from its end.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const startTime = fields[18];
  return state === 'Z' || state === 'X' ? undefined : `${bootId()}:${startTime}`;
}

const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
