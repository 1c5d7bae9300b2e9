import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { boundToParent } from './bound-child.ts';

const probeEveryMilliseconds = 50;
const readyMillisecondsMax = 90_000;
const stopMillisecondsMax = 30_000;
const logLinesShownMax = 15;

/** A server in a process of its own. */
export interface Server {
  readonly name: string;
  /** The process id; after a stop, the last one. */
  readonly pid: number;
  /** As clients write it: `host:port` for Kafka, a URL for the others. */
  readonly address: string;
  /** What it printed, from the first start on. */
  readonly logFile: string;
  /** Ends it in order (SIGTERM) and waits until it is gone. */
  stop(): Promise<void>;
  /** Ends it as a power cut would (SIGKILL) and waits until it is gone. */
  kill(): Promise<void>;
  /** Starts it again after a stop or a kill, on the same port and data; waits until it answers. */
  start(): Promise<void>;
}

/** A process that has been started, and once it answers, where. */
export interface StartedProcess {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  readonly address?: string;
}

/** What a probe may know of the process that it asks for. */
export interface Probed {
  readonly pid: number;
  /** What this process has printed since it was started. */
  output(): Promise<string>;
}

export interface ServerPlan {
  readonly name: string;
  readonly command: readonly string[];
  readonly workingDirectory: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** True: it stays when this process ends. False: it dies with this process, however that ends. */
  readonly stays: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Is told as soon as there is a process, and again when it answers. */
  readonly onProcess?: ((started: StartedProcess) => void) | undefined;
  /** Talks to the server: its address when this very process answers as it should, else undefined (or an error). */
  probe(server: Probed): Promise<string | undefined>;
}

/** A server did not come up. The message says which, how it ended, and what it printed last. */
export class ServerFailedError extends Error {
  override readonly name: string = 'ServerFailedError';
}

/** A server did not come up because somebody else listens on its port. */
export class AddressInUseError extends ServerFailedError {
  override readonly name = 'AddressInUseError';
}

/**
 * Starts the server and waits until it answers.
 * @throws {ServerFailedError} it ended, or did not answer within 90 s; nothing is left running.
 */
export async function startServer(plan: ServerPlan): Promise<Server> {
  let running = await launch(plan);
  return {
    name: plan.name,
    logFile: plan.logFile,
    get pid() {
      return running.pid;
    },
    get address() {
      return running.address;
    },
    stop: () => running.end('SIGTERM'),
    kill: () => running.end('SIGKILL'),
    start: async () => {
      running = await launch(plan);
    },
  };
}

interface Running {
  readonly pid: number;
  readonly address: string;
  end(signal: NodeJS.Signals): Promise<void>;
}

async function launch(plan: ServerPlan): Promise<Running> {
  await mkdir(dirname(plan.logFile), { recursive: true });
  const log = await open(plan.logFile, 'a');
  const outputFrom = (await log.stat()).size;
  const [program, ...parameters] = plan.stays ? plan.command : boundToParent(plan.command);
  const child = spawn(program as string, parameters, {
    cwd: plan.workingDirectory,
    env: { ...process.env, ...plan.environment },
    stdio: ['ignore', log.fd, log.fd],
    // A process group of its own: Ctrl-C reaches only us, and we stop the servers in their order.
    detached: true,
  });
  const ended = endOf(child);
  const { name, logFile } = plan;
  const pid = child.pid ?? 0;
  if (pid !== 0) plan.onProcess?.({ name, pid, logFile });
  await log.close();
  const output = async () => (await readFile(plan.logFile)).subarray(outputFrom).toString();
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const deadline = setTimeout(() => child.kill('SIGKILL'), stopMillisecondsMax);
    await ended;
    clearTimeout(deadline);
  };
  try {
    const address = await answer(plan, { pid, output }, ended);
    plan.onProcess?.({ name, pid, logFile, address });
    if (plan.stays) child.unref();
    return { pid, address, end };
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
}

/** How the process ended, in words. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started (${error.message})`));
    child.once('exit', (code, signal) => resolve(`ended with ${signal ?? `exit code ${code}`}`));
  });
}

/** The server's address, as soon as it answers. */
async function answer(plan: ServerPlan, probed: Probed, ended: Promise<string>): Promise<string> {
  const over = new AbortController();
  const tooLate = AbortSignal.timeout(readyMillisecondsMax);
  const stopAsking = AbortSignal.any([over.signal, tooLate, ...(plan.signal ? [plan.signal] : [])]);
  const unlessItEnds = ended.then(async (how) => {
    throw failure(plan, how, await probed.output());
  });
  try {
    return await Promise.race([firstAnswer(plan, probed, stopAsking), unlessItEnds]);
  } catch (error) {
    if (!tooLate.aborted) throw error;
    throw failure(plan, `did not answer within ${readyMillisecondsMax / 1000} s`, await probed.output());
  } finally {
    over.abort();
  }
}

async function firstAnswer(plan: ServerPlan, probed: Probed, signal: AbortSignal): Promise<string> {
  for (;;) {
    const address = await plan.probe(probed).catch(() => undefined);
    signal.throwIfAborted();
    if (address !== undefined) return address;
    await pause(probeEveryMilliseconds, undefined, { signal });
  }
}

function failure(plan: ServerPlan, how: string, output: string): ServerFailedError {
  const lastLines = output.trimEnd().split('\n').slice(-logLinesShownMax).join('\n');
  const message = `${plan.name} never was ready: it ${how}. The end of ${plan.logFile}:\n${lastLines}`;
  const inUse = /address already in use|EADDRINUSE/i.test(output);
  return inUse ? new AddressInUseError(message) : new ServerFailedError(message);
}
