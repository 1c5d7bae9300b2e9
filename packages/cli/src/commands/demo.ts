import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { NotFreshError, type RunningServices, runDemo } from '@ebb/demo';
import { RedisUnfit } from '@ebb/redis';
import { TaskStopped } from '@ebb/runtime';
import { ebbFolder, givenAddresses, prepareStack, startStack } from '@ebb/stack';
import { UserError } from '../errors.ts';
import { Interruption } from '../interruption.ts';
import { oneAtATime } from '../running/one-at-a-time.ts';
import { parseSpeed } from '../speed.ts';
import { step } from '../step.ts';

const interruptedExitCode = 130;

const log = (line: string) => process.stderr.write(`${line}\n`);

interface DemoSettings {
  readonly speed?: number | undefined;
  readonly exit?: true | undefined;
  readonly report?: string | undefined;
  readonly through?: RunningServices['urls'] | undefined;
}

export const demo = () =>
  new Command('demo')
    .summary('watch 23,570 real customers live through their lifecycle')
    .description(
      `Replays the purchases at CDNOW, January 1997 to June 1998, and shows who buys, stays, leaves and returns. Runs on servers
and services of its own, with data in .ebb/demo, emptied at each start. After the replay all stays up until Ctrl-C.`,
    )
    .addOption(new Option('--speed <days>', 'event days per second (as fast as it goes, unless given)').argParser(parseSpeed))
    .addOption(new Option('--exit', 'end when the replay has ended').conflicts('speed'))
    .option('--report <file>', 'write what came of it, as JSON')
    .addOption(
      new Option(
        '--through <services>',
        'replay through services that run already, as in docker-compose.yml: lifecycle=URL,actions=URL,delivery=URL',
      ).argParser(parseServices),
    )
    .action(async (settings) => {
      const folder = join(ebbFolder, 'demo');
      await oneAtATime(() => demonstrate(folder, settings), folder);
    });

async function demonstrate(directory: string, { speed, exit, report, through }: DemoSettings): Promise<void> {
  const running = through && runningServices(through);
  const interruption = new Interruption();
  const { signal } = interruption;
  const given = givenAddresses(process.env);
  await prepareStack(given, step);
  await rm(directory, { recursive: true, force: true });
  try {
    const stack = await startStack({ directory, given, signal, log });
    try {
      await runDemo({
        addresses: stack.addresses,
        through: running,
        speed: speed ?? null,
        exit: exit === true,
        reportFile: report === undefined ? undefined : resolve(report),
        out: process.stdout,
        signal,
      });
    } finally {
      await stack.stop();
    }
  } catch (error) {
    // What waits for a server that was just stopped would keep the process.
    if (signal.aborted) process.exit(interruptedExitCode);
    if (error instanceof NotFreshError || error instanceof RedisUnfit || error instanceof TaskStopped) {
      throw new UserError(error.message, { cause: error });
    }
    throw error;
  } finally {
    interruption.stopListening();
  }
}

function parseServices(text: string): RunningServices['urls'] {
  const given = new Map(text.split(',').map((pair) => pair.split('=') as [string, string]));
  const urlOf = (service: string): string => {
    const url = given.get(service) ?? '';
    if (URL.canParse(url)) return url;
    throw new InvalidArgumentError('It is lifecycle=URL,actions=URL,delivery=URL.');
  };
  return { lifecycle: urlOf('lifecycle'), actions: urlOf('actions'), delivery: urlOf('delivery') };
}

/** They have servers and a secret of their own, which the demo needs to know. */
function runningServices(urls: RunningServices['urls']): RunningServices {
  const needed = ['KAFKA_BROKERS', 'REDIS_URL', 'SCHEMA_REGISTRY_URL', 'EBB_DEMO_WEBHOOK_SECRET'];
  const missing = needed.filter((name) => (process.env[name] ?? '') === '');
  if (missing.length > 0)
    throw new UserError(`--through needs what the services have in their environment: ${missing.join(', ')}`);
  return { urls, webhookSecret: process.env['EBB_DEMO_WEBHOOK_SECRET'] as string };
}
