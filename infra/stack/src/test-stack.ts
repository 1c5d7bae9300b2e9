/** Which servers the tests run on. */
import { type Addresses, type GivenAddresses, givenAddresses } from './addresses.ts';

const testStacks = ['containers', 'native', 'given'] as const;

export type TestStack =
  | { readonly kind: 'given'; readonly addresses: Addresses }
  /** What has no address given is started, and why so. */
  | { readonly kind: 'containers' | 'native'; readonly given: GivenAddresses; readonly why: string };

/**
 * TEST_STACK forces one of the three. Unless it is set, what is given (KAFKA_BROKERS, REDIS_URL, SCHEMA_REGISTRY_URL) is used, and
 * the rest is started: in containers where there can be some, else natively.
 * @param whyNoContainers undefined where containers can be started
 * @throws {Error} what was asked for can't be had; the message says why, and what to do
 */
export function chooseTestStack(environment: NodeJS.ProcessEnv, whyNoContainers: string | undefined): TestStack {
  const asked = environment['TEST_STACK'] || undefined;
  const given = givenAddresses(environment);
  switch (asked) {
    case undefined:
      return whyNoContainers === undefined
        ? { kind: 'containers', given, why: 'a container engine and the images are there' }
        : { kind: 'native', given, why: whyNoContainers };
    case 'given':
      return { kind: 'given', addresses: allOf(given) };
    case 'containers':
      if (whyNoContainers !== undefined) throw new Error(`TEST_STACK is containers, but ${whyNoContainers}`);
      return { kind: 'containers', given: {}, why: 'TEST_STACK says so' };
    case 'native':
      return { kind: 'native', given: {}, why: 'TEST_STACK says so' };
    default:
      throw new Error(`TEST_STACK is ${asked}; allowed: ${testStacks.join(', ')}`);
  }
}

function allOf({ kafkaBrokers, redisUrl, schemaRegistryUrl }: GivenAddresses): Addresses {
  if (kafkaBrokers === undefined || redisUrl === undefined || schemaRegistryUrl === undefined) {
    throw new Error('TEST_STACK is given, so KAFKA_BROKERS, REDIS_URL and SCHEMA_REGISTRY_URL have to be set');
  }
  return { kafkaBrokers, redisUrl, schemaRegistryUrl };
}
