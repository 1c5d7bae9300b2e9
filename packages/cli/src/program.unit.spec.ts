import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');

function run(...parameters: string[]) {
  return spawnSync(process.execPath, [main, ...parameters], { encoding: 'utf8' });
}

describe('A mistyped', () => {
  it.each([
    ['command', ['tset'], "unknown command 'tset'\n(Did you mean test?)"],
    ['option', ['status', '--hlep'], "unknown option '--hlep'\n(Did you mean --help?)"],
    ['test level', ['test', 'uint'], "'uint' is invalid for argument 'level'. Allowed choices are unit, int, e2e, containers."],
    ['date', ['evaluate', '--cut', '1997-09-31'], 'It has to be a date such as 1997-09-30.'],
    [
      'file without columns',
      ['evaluate', 'shop.csv'],
      'Say with --map which columns of shop.csv hold customer, time and amount.',
    ],
    ['number of runs', ['bench', '--runs', '0'], 'It has to be a whole number from 1 to 999.'],
    ['number of events', ['bench', '--events', 'many'], 'It has to be a whole number from 1 to 100000000.'],
    ['surplus', ['down', 'kafka'], "too many arguments for 'down'"],
  ])('%s is an error that says what would be right', (_what, parameters, message) => {
    const { status, stderr } = run(...parameters);
    expect(stderr).toContain(message);
    expect(status).toBe(1);
  });
});

it('A Redis that is away is an error to who asks, not kept waiting for', () => {
  const environment = { ...process.env, KAFKA_BROKERS: '127.0.0.1:1', REDIS_URL: 'redis://127.0.0.1:1' };
  const { status, stderr } = spawnSync(process.execPath, [main, 'effects'], { encoding: 'utf8', env: environment });
  expect(stderr).toBe('ebb: Redis does not answer: connect ECONNREFUSED 127.0.0.1:1; REDIS_URL says where it is\n');
  expect(status).toBe(1);
});

it('The help of a command is broken by the width of the terminal, and not by the lines of the code', () => {
  const [, description] = run('effects', '--help').stdout.split(/\n\n|\n(?=Options)/);
  const lines = (description ?? '').split('\n');
  // Each line is as full as the next word lets it be.
  expect(lines.slice(0, -1).filter((line, index) => `${line} ${lines[index + 1]?.split(' ')[0]}`.length <= 80)).toEqual([]);
});

it('The help names every command and what each is for', () => {
  const { status, stdout } = run('--help');
  for (const command of ['up', 'status', 'down', 'topics', 'evaluate', 'bench', 'test', 'check'])
    expect(stdout).toMatch(new RegExp(`^  ${command}.*  \\w`, 'm'));
  expect(status).toBe(0);
});
