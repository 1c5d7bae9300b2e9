/** The purchases of a simulated shop, on standard output: `node packages/testing/src/simulator/write-csv.ts --customers 20000 --seed 1` */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { csvLines } from './csv.ts';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: { customers: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
});
const wholeNumber = (name: 'customers' | 'seed'): number => {
  const text = values[name];
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} is ${JSON.stringify(text)}: it has to be a whole number`);
  return Number(text);
};

await pipeline(
  Readable.from(csvLines(simulate({ seed: wholeNumber('seed'), customers: wholeNumber('customers') }))),
  process.stdout,
);
