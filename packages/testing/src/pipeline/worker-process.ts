import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../../services/lifecycle/src/main.ts', import.meta.url));
const startMillisecondsMax = 60_000;

/** A lifecycle worker in a process of its own. */
export interface WorkerProcess {
  readonly pid: number;
  /** Address of its health and metrics. */
  readonly url: string;
  /** What it has said so far, on stderr. */
  log(): string;
  /** Resolves with the exit code, or null after a signal. */
  readonly ended: Promise<number | null>;
  /** As a crash: no warning, nothing finished. */
  kill(): Promise<void>;
  /** As an operator would: SIGTERM, and waits. */
  stop(): Promise<number | null>;
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
}

/** Rejects with what the worker said where it ends before it is up. */
export async function startWorker(environment: Readonly<Record<string, string>>): Promise<WorkerProcess> {
  const { child, ended, log } = spawnWorker(environment);
  const lines = createInterface({ input: child.stdout });
  const listening = once(lines, 'line').then(([line]) => (JSON.parse(String(line)) as { listening: string }).listening);
  const failed = ended.then((code) => {
    throw new Error(`the worker ended with ${code} before it was up:\n${log()}`);
  });
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`the worker was not up in time:\n${log()}`)), startMillisecondsMax).unref();
  });
  const url = await Promise.race([listening, failed, late]);
  failed.catch(() => undefined);
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  return {
    pid: child.pid as number,
    url,
    log,
    ended,
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    signal: (signal) => {
      child.kill(signal);
    },
  };
}

/** Starts a worker that is expected to refuse; resolves with its exit code and what it said. */
export async function refusalOf(environment: Readonly<Record<string, string>>): Promise<{ code: number | null; log: string }> {
  const { ended, log } = spawnWorker(environment);
  const code = await ended;
  return { code, log: log() };
}

function spawnWorker(environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], EBB_HTTP_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, ended, log: () => said };
}
