import type { LookupFunction } from 'node:net';
import { expect, it } from 'vitest';
import { sharedLookup } from './shared-lookup.ts';

it('a name whose server does not answer takes one thread, however many requests wait for it; then it is asked anew', () => {
  const asked: { host: string; answer: Parameters<LookupFunction>[2] }[] = [];
  const lookup = sharedLookup((host, _options, answer) => asked.push({ host, answer }));
  const told: unknown[][] = [];
  const ask = (who: string, host: string) => lookup(host, { all: false }, (_error, address) => told.push([who, address]));
  for (const who of ['a', 'b', 'c', 'd']) ask(who, 'hangs.example');
  ask('e', 'answers.example');
  expect(asked.map(({ host }) => host)).toEqual(['hangs.example', 'answers.example']);
  asked[1]?.answer(null, '192.0.2.2', 4);
  expect(told).toEqual([['e', '192.0.2.2']]);
  asked[0]?.answer(null, '192.0.2.1', 4);
  expect(told.slice(1)).toEqual(['a', 'b', 'c', 'd'].map((who) => [who, '192.0.2.1']));
  ask('f', 'hangs.example');
  expect(asked).toHaveLength(3);
});
