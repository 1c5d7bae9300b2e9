import { describe, expect, it } from 'vitest';
import { chooseTestStack } from './test-stack.ts';

const noEngine = 'no container engine answers';
const addresses = { KAFKA_BROKERS: 'kafka:9092', REDIS_URL: 'redis://redis', SCHEMA_REGISTRY_URL: 'http://registry' };

describe('The servers for the tests', () => {
  it('are containers where there can be some, else native ones', () => {
    expect(chooseTestStack({}, undefined)).toMatchObject({ kind: 'containers', given: {} });
    expect(chooseTestStack({}, noEngine)).toMatchObject({ kind: 'native', why: noEngine });
  });

  it('are those that are given, one by one', () => {
    const { REDIS_URL } = addresses;
    expect(chooseTestStack({ REDIS_URL }, noEngine)).toMatchObject({ kind: 'native', given: { redisUrl: 'redis://redis' } });
  });

  it('are what TEST_STACK asks for, whatever else is there', () => {
    expect(chooseTestStack({ ...addresses, TEST_STACK: 'native' }, undefined)).toMatchObject({ kind: 'native', given: {} });
    expect(chooseTestStack({ ...addresses, TEST_STACK: 'containers' }, undefined)).toMatchObject({
      kind: 'containers',
      given: {},
    });
    expect(chooseTestStack({ ...addresses, TEST_STACK: 'given' }, undefined)).toEqual({
      kind: 'given',
      addresses: { kafkaBrokers: 'kafka:9092', redisUrl: 'redis://redis', schemaRegistryUrl: 'http://registry' },
    });
  });

  it.each([
    ['containers', noEngine, noEngine],
    ['given', undefined, 'KAFKA_BROKERS, REDIS_URL and SCHEMA_REGISTRY_URL have to be set'],
    ['docker', undefined, 'TEST_STACK is docker; allowed: containers, native, given'],
  ])('cannot be had: TEST_STACK=%s', (asked, why, message) => {
    expect(() => chooseTestStack({ TEST_STACK: asked }, why)).toThrow(message);
  });
});
