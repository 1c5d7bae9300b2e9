/**
 * Global set-up of the tests that need servers: one Kafka, Redis and registry for all of them, in containers, native or given, as
 * `chooseTestStack` decides. Tests get the addresses with `inject('kafkaBrokers')`.
 */
import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import type { Addresses } from './addresses.ts';
import { images, whyNoContainers } from './container-engine.ts';
import { startContainers } from './containers.ts';
import { prepareStack } from './prepare.ts';
import { startStack } from './stack.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { chooseTestStack } from './test-stack.ts';

declare module 'vitest' {
  interface ProvidedContext extends Addresses {}
}

interface Shared {
  readonly addresses: Addresses;
  stop(): Promise<void>;
}

/** Vitest loads this file anew for each project (int, e2e); what they share has to lie outside of it. */
const shared = globalThis as typeof globalThis & { ebbTestStack?: { stack: Promise<Shared>; users: number } };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.ebbTestStack ??= { stack: start(), users: 0 };
  const { ebbTestStack } = shared;
  ebbTestStack.users++;
  const { addresses } = await ebbTestStack.stack;
  for (const [name, address] of Object.entries(addresses)) project.provide(name as keyof Addresses, address);
  return async () => {
    ebbTestStack.users--;
    if (ebbTestStack.users === 0) await (await ebbTestStack.stack).stop();
  };
}

async function start(): Promise<Shared> {
  const chosen = chooseTestStack(process.env, await whyNoContainers(Object.values(images)));
  if (chosen.kind === 'given') return { addresses: chosen.addresses, stop: async () => undefined };
  const { kind, given, why } = chosen;
  process.stderr.write(`Servers for the tests: ${kind} (${why})\n`);
  // Also beside containers: what is killed in a test is native.
  await prepareStack(given, async (what, work) => {
    process.stderr.write(`${what}\n`);
    await work();
  });
  const directory = await temporaryFolder();
  const remove = () => rm(directory, { recursive: true, force: true });
  const ports = { kafka: 0, redis: 0, schemaRegistry: 0 };
  try {
    const stack = await (kind === 'containers' ? startContainers(directory, given) : startStack({ directory, given, ports }));
    return { addresses: stack.addresses, stop: () => stack.stop().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
