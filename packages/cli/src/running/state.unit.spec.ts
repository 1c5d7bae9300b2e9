import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';
import { identityOf } from './process-identity.ts';
import { isAlive, type RecordedProcess, StateFile } from './state.ts';
import { stopProcess } from './stop-process.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ebb-state-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const recordedProcess = (pid: number, identity = identityOf(pid) ?? 'gone'): RecordedProcess => ({
  name: 'redis',
  pid,
  identity,
  logFile: 'redis.log',
});

async function sleeper() {
  const child = spawn('sleep', ['1000']);
  await once(child, 'spawn');
  return { child, pid: child.pid as number, gone: once(child, 'exit') };
}

describe('The state file', () => {
  it('is not needed', () => {
    expect(new StateFile(join(folder, 'none.json')).read()).toEqual({ processes: [], given: {} });
  });

  it('keeps one process of a name, in the order of the first start', async () => {
    const file = new StateFile(join(folder, 'run', 'state.json'));
    for (const name of ['redis', 'kafka', 'redis']) file.record({ name, pid: process.pid, logFile: `${name}.log` });
    expect(file.read().processes.map(({ name }) => name)).toEqual(['redis', 'kafka']);
  });

  it('that somebody has damaged is named, with what to do', () => {
    const path = join(folder, 'state.json');
    writeFileSync(path, '{"processes": [{}]}');
    expect(() => new StateFile(path).read()).toThrow(`${path} cannot be read; look for processes of Ebb, then delete it`);
  });

  it('that is stale is harmless: a process that merely has the same id is neither taken for ours nor stopped', async () => {
    const stranger = await sleeper();
    const stale = recordedProcess(stranger.pid, 'another boot:1');
    expect(isAlive(stale)).toBe(false);
    expect(await stopProcess(stale)).toBe('was not running');
    expect(identityOf(stranger.pid)).toBeDefined();
    stranger.child.kill();
    await stranger.gone;
  });
});

it('A recorded process is stopped, and waited for', async () => {
  const ours = await sleeper();
  const running = recordedProcess(ours.pid);
  expect(isAlive(running)).toBe(true);
  expect(await stopProcess(running)).toBe('stopped');
  expect(isAlive(running)).toBe(false);
});

describe('Of two commands that start or stop things in a checkout', () => {
  it('the second is told to wait', async () => {
    await oneAtATime(async () => {
      await expect(oneAtATime(async () => {}, folder)).rejects.toThrow('another ./ebb up or ./ebb down is at work');
    }, folder);
  });

  it('one that failed does not stand in the way', async () => {
    const failed = oneAtATime(() => Promise.reject(new Error('no Java')), folder);
    await expect(failed).rejects.toThrow('no Java');
    await expect(oneAtATime(async () => {}, folder)).resolves.toBeUndefined();
  });
});
