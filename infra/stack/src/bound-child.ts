/**
 * A command that cannot outlive this process, not even when this process is killed with SIGKILL: the kernel is asked to kill
 * it when its parent dies (prctl PR_SET_PDEATHSIG, through util-linux's setpriv). The shell between closes the gap in which
 * the parent dies before the kernel has been asked: the child then finds itself with another parent and goes no further.
 * Both replace themselves by the command, so the process id is the command's own.
 */
export function boundToParent(command: readonly string[]): string[] {
  return ['setpriv', '--pdeathsig', 'KILL', 'sh', '-c', '[ "$PPID" = "$0" ] && exec "$@"', String(process.pid), ...command];
}
