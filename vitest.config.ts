import { defineConfig } from 'vitest/config';

/** Levels by file name: `unit` needs no server; `int` needs Kafka and Redis; `e2e` runs whole services. */
const level = (name: 'unit' | 'int' | 'e2e', timeoutMilliseconds: number) => ({
  test: {
    name,
    include: [`{packages,services,infra}/**/*.${name}.spec.ts`],
    testTimeout: timeoutMilliseconds,
    hookTimeout: timeoutMilliseconds,
  },
});

export default defineConfig({
  test: {
    projects: [level('unit', 20_000), level('int', 120_000), level('e2e', 600_000)],
  },
});
