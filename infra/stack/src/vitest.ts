/**
 * Global set-up of the tests that need servers: one stack in a temporary folder for all of them, on ports of its own, or the
 * servers that KAFKA_BROKERS, REDIS_URL and SCHEMA_REGISTRY_URL name. Tests get the addresses with `inject('kafkaBrokers')`.
 */
import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { type Addresses, givenAddresses } from './addresses.ts';
import { prepareStack } from './prepare.ts';
import { startStack } from './stack.ts';
import { temporaryFolder } from './temporary-folder.ts';

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
  const given = givenAddresses(process.env);
  await prepareStack(given, async (what, work) => {
    process.stderr.write(`${what}\n`);
    await work();
  });
  const directory = await temporaryFolder();
  const remove = () => rm(directory, { recursive: true, force: true });
  try {
    const stack = await startStack({ directory, given, ports: { kafka: 0, redis: 0, schemaRegistry: 0 } });
    return { addresses: stack.addresses, stop: () => stack.stop().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
