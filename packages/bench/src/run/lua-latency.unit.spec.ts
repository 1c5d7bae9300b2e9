import { expect, test } from 'vitest';
import { p999Microseconds } from './lua-latency.ts';

test('what Redis says of its calls of Lua is read, and of no other command', () => {
  const info = [
    '# Latencystats',
    'latency_percentiles_usec_hget:p50=1.003,p99=2.007,p99.9=9999.999',
    'latency_percentiles_usec_eval:p50=50.175,p99=50.175,p99.9=50.175',
    'latency_percentiles_usec_evalsha:p50=901.119,p99=2506.751,p99.9=3112.959',
  ].join('\r\n');
  expect(p999Microseconds(info)).toBe(3_112.959);
  expect(p999Microseconds('# Latencystats\r\n')).toBeNull();
});
