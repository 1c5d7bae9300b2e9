import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

const mainOf = (service: string): string =>
  fileURLToPath(new URL(`../../../../services/${service}/src/main.ts`, import.meta.url));
const startMillisecondsMax = 60_000;

/** A lifecycle worker in a process of its own, from its start on. */
export interface LaunchedWorker {
  readonly pid: number;
  /** What it has said so far, on stderr. */
  log(): string;
  /** Resolves with the exit code, or null after a signal. */
  readonly ended: Promise<number | null>;
  /** Resolves once it consumes. Rejects with what it said where it ends before that. */
  readonly up: Promise<WorkerProcess>;
  /** As a crash: no warning, nothing finished. */
  kill(): Promise<void>;
  /** As an operator would: SIGTERM, and waits. */
  stop(): Promise<number | null>;
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
}

/** A worker that consumes. */
export interface WorkerProcess extends Omit<LaunchedWorker, 'up'> {
  /** Address of its health and metrics. */
  readonly url: string;
  /** What its `/status` says. */
  status(): Promise<WorkerStatus>;
}

export interface WorkerStatus {
  readonly tasks: readonly {
    readonly partition: number;
    /** In the order of the sources. */
    readonly sources: readonly { readonly offset: number; readonly lag: number | null; readonly stopped: string | null }[];
  }[];
  /** Of a lifecycle worker: the latest version that it knows, 0 for none. */
  readonly calibrationVersion?: number;
  readonly stopped: readonly { readonly partition: number; readonly why: string }[];
}

/** Starts a worker, of the lifecycle unless said otherwise, and does not wait for it. */
export function launchWorker(environment: Readonly<Record<string, string>>, service = 'lifecycle'): LaunchedWorker {
  const { child, ended, log } = spawnWorker(environment, service);
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  const launched = {
    pid: child.pid as number,
    log,
    ended,
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    signal: (signal: 'SIGSTOP' | 'SIGCONT') => {
      child.kill(signal);
    },
  };
  const lines = createInterface({ input: child.stdout });
  const listening = once(lines, 'line').then(([line]) => (JSON.parse(String(line)) as { listening: string }).listening);
  const failed = ended.then((code) => {
    throw new Error(`the worker ended with ${code} before it was up:\n${log()}`);
  });
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`the worker was not up in time:\n${log()}`)), startMillisecondsMax).unref();
  });
  const up = Promise.race([listening, failed, late]).then((url) => ({ ...launched, url, status: () => statusAt(url) }));
  failed.catch(() => undefined);
  up.catch(() => undefined);
  return { ...launched, up };
}

const statusAt = async (url: string): Promise<WorkerStatus> => (await (await fetch(`${url}/status`)).json()) as WorkerStatus;

/** What it says comes through a pipe, and may come later than what it answers. */
export const untilSaid = ({ log }: Pick<LaunchedWorker, 'log'>, text: string): Promise<true> =>
  until(`it is said: ${text}`, () => log().includes(text) || undefined);

export interface Refusal {
  readonly code: number | null;
  readonly log: string;
}

/** Starts a worker that is expected to refuse; resolves with its exit code and what it said. */
export async function refusalOf(environment: Readonly<Record<string, string>>): Promise<Refusal> {
  const { ended, log } = spawnWorker(environment, 'lifecycle');
  const code = await ended;
  return { code, log: log() };
}

function spawnWorker(environment: Readonly<Record<string, string>>, service: string) {
  const child = spawn(process.execPath, [mainOf(service)], {
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
