/** What a process, and what all of them have used of the machine, from Linux's /proc. */
import { readFileSync } from 'node:fs';

/** Of user space on every architecture that Node runs on. */
const ticksPerSecond = 100;

/** Seconds of CPU, of all threads, in user and kernel mode, since the process began. */
export function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field, the name in parentheses, may hold spaces: the third comes after the last parenthesis.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [userTicks, kernelTicks] = [fields[11], fields[12]];
  return (Number(userTicks) + Number(kernelTicks)) / ticksPerSecond;
}

/** The most memory, in bytes, that the process has ever had resident. */
export function peakMemoryBytesOf(pid: number): number {
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(peak?.[1]) * 1024;
}

/** Seconds of CPU since the machine began: those that were used, and all that there were, of all cores. */
export function machineCpuSeconds(): { readonly busy: number; readonly all: number } {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  // user, nice, system, idle, iowait, irq, softirq, steal; what guests use is in user.
  const ticks = line.trim().split(/\s+/).slice(1, 9).map(Number);
  const all = ticks.reduce((sum, one) => sum + one, 0) / ticksPerSecond;
  const idle = ((ticks[3] ?? 0) + (ticks[4] ?? 0)) / ticksPerSecond;
  return { busy: all - idle, all };
}
