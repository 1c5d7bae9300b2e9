/**
 * How fast Ebb and the peers do the peers' job, on servers started for it, run by run; and, as `whole-path`, how fast Ebb does all of its own.
 *
 *   node packages/bench/src/peers-job.ts [--events N] [--partitions N] [--runs N] [--only NAME,…] [--cpu-prof FOLDER]
 */
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fullLoad } from './load/purchases.ts';
import { fillPurchases, partitions, startBenchServers } from './run/bench-servers.ts';
import { ebb } from './run/ebb.ts';
import { measureJob } from './run/measure-job.ts';
import { peers } from './run/peers.ts';
import { compareTransitions, readTransitions, type SaidByCustomer } from './run/transitions.ts';
import { measureWholePath } from './run/whole-path.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: String(fullLoad.events) },
    partitions: { type: 'string', default: String(partitions) },
    runs: { type: 'string', default: '1' },
    only: { type: 'string', default: 'ebb' },
    'cpu-prof': { type: 'string' },
  },
});

const profileDirectory = values['cpu-prof'] === undefined ? null : resolve(values['cpu-prof']);
if (profileDirectory !== null) await mkdir(profileDirectory, { recursive: true });
const wanted = values.only.split(',');
const contenders = [ebb(profileDirectory), ...peers].filter(({ name }) => wanted.includes(name));

await using servers = await startBenchServers();
const began = performance.now();
const load = { ...fullLoad, events: Number(values.events) };
if (wanted.includes('whole-path')) {
  process.stdout.write(
    `${JSON.stringify(await measureWholePath(servers, { load, latencySeconds: 5, profileDirectory }), null, 2)}\n`,
  );
}

const filled = await fillPurchases(servers, load, Number(values.partitions));
console.warn(`${values.events} events written in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
let ours: SaidByCustomer | null = null;
for (let run = 1; run <= Number(values.runs); run += 1) {
  for (const contender of contenders) {
    const measured = await measureJob(contender, servers, filled, run);
    process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`);
    if (contender.eventsMax < load.events) continue;
    const said = await readTransitions(servers, measured.output);
    ours ??= said;
    const compared = compareTransitions(ours, said);
    console.warn(`${contender.name}: ${JSON.stringify(compared)}`);
  }
}
