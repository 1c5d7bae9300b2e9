import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { monitoringPrograms, prepareMonitoring } from '@ebb/stack';
import { beforeAll, expect, it } from 'vitest';
import { alertmanagerFile, alertsFile, alertTestFiles, prometheusFile } from './alert-rules.ts';

const { promtool, amtool } = monitoringPrograms;

beforeAll(prepareMonitoring);

/** Rejects with what the program says where it finds a fault. */
const output = async (program: string, ...parameters: string[]): Promise<string> => {
  const { stdout, stderr } = await promisify(execFile)(program, parameters);
  return stdout + stderr;
};

it.each(alertTestFiles)('each rule fires on its fault, and on no other: %s', async (file) => {
  expect(await output(promtool, 'test', 'rules', file)).toContain('SUCCESS');
});

it('Prometheus takes the rules and its configuration', async () => {
  expect(await output(promtool, 'check', 'rules', alertsFile)).toContain('SUCCESS');
  expect(await output(promtool, 'check', 'config', prometheusFile)).toContain('SUCCESS');
});

it('Alertmanager takes its configuration', async () => {
  expect(await output(amtool, 'check-config', alertmanagerFile)).toContain('SUCCESS');
});
