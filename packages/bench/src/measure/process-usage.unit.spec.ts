import { expect, test } from 'vitest';
import { cpuSecondsOf, peakMemoryBytesOf } from './process-usage.ts';

const cpuSeconds = () => (process.resourceUsage().userCPUTime + process.resourceUsage().systemCPUTime) / 1e6;

test('the CPU that a process has used is what the kernel tells the process itself, to some ticks of 10 ms', () => {
  const before = cpuSeconds();
  const used = cpuSecondsOf(process.pid);
  expect(used).toBeGreaterThanOrEqual(before - 0.03);
  expect(used).toBeLessThanOrEqual(cpuSeconds() + 0.03);
});

test('the peak memory of a process is no less than what it holds now, and more once it has held more', () => {
  const mebibyte = 2 ** 20;
  const before = process.memoryUsage.rss();
  const filled = Buffer.alloc(64 * mebibyte, 1);
  const peak = peakMemoryBytesOf(process.pid);
  // Threads count by themselves, so that the kernel's sums lag behind by some pages.
  expect(peak).toBeGreaterThanOrEqual(0.95 * process.memoryUsage.rss());
  expect(peak).toBeGreaterThanOrEqual(0.95 * (before + filled.length / 2));
});
