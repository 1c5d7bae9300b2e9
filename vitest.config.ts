import { defineConfig } from 'vitest/config';

/**
 * Levels by file name: `unit` needs no server; `int` needs Kafka and Redis; `e2e` runs whole services; `container` brings up
 * docker-compose.yml, and has the machine for itself, after all others. Those who share servers come one file after the other: Redis
 * has 16 databases, of which a file empties those that it uses.
 */
const level = (name: 'unit' | 'int' | 'e2e' | 'container', timeoutMilliseconds: number, globalSetup: string[] = []) => ({
  test: {
    name,
    include: [`{packages,services,infra}/**/*.${name}.spec.ts`],
    globalSetup,
    fileParallelism: globalSetup.length === 0,
    testTimeout: timeoutMilliseconds,
    hookTimeout: timeoutMilliseconds,
  },
});

const stack = ['infra/stack/src/vitest.ts'];

const containers = {
  test: { ...level('container', 600_000).test, name: 'containers', sequence: { groupOrder: 1 } },
};

export default defineConfig({
  test: {
    projects: [level('unit', 20_000), level('int', 120_000, stack), level('e2e', 600_000, stack), containers],
  },
});
