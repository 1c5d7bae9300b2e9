import { expect, test } from 'vitest';
import { cpuSecondsOf, peakMemoryBytesOf } from './process-usage.ts';

test('what a process has used is what Node says of itself', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  // Ticks of 10 ms, of user and kernel mode each, and some time between the two looks.
  expect(cpuSecondsOf(process.pid)).toBeCloseTo((userCPUTime + systemCPUTime) / 1e6, 0);
  expect(peakMemoryBytesOf(process.pid) / 1024 / maxRSS).toBeCloseTo(1, 1);
});
