import { expect, test } from 'vitest';
import { cpuSecondsOf, peakMemoryBytesOf } from './process-usage.ts';

const cpuSeconds = () => (process.resourceUsage().userCPUTime + process.resourceUsage().systemCPUTime) / 1e6;
const peakBytes = () => process.resourceUsage().maxRSS * 1024;

test('the CPU that a process has used is what the kernel tells the process itself, to some ticks of 10 ms', () => {
  const before = cpuSeconds();
  const used = cpuSecondsOf(process.pid);
  expect(used).toBeGreaterThanOrEqual(before - 0.03);
  expect(used).toBeLessThanOrEqual(cpuSeconds() + 0.03);
});

test('the peak memory of a process is what the kernel tells the process itself, to what threads count by themselves', () => {
  const before = peakBytes();
  const peak = peakMemoryBytesOf(process.pid);
  expect(peak).toBeGreaterThanOrEqual(0.95 * before);
  expect(peak).toBeLessThanOrEqual(1.05 * peakBytes());
});
