import type { Step } from '@ebb/stack';

/** Says what is being done before it begins, and how long it took, on standard error: results alone go to standard output. */
export const step: Step = async (what, work) => {
  const startedAt = performance.now();
  process.stderr.write(`${what} …`);
  try {
    await work();
    process.stderr.write(` ${seconds(startedAt)}\n`);
  } catch (error) {
    process.stderr.write(` failed after ${seconds(startedAt)}\n`);
    throw error;
  }
};

/** The time since `startedAt` (of `performance.now()`), such as `1.4 s`. */
export const seconds = (startedAt: number): string => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
