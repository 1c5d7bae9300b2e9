import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Config, ConfigError, loadConfig } from '@ebb/contracts';
import { repository } from '@ebb/stack';
import { UserError } from '../errors.ts';

/** The file that EBB_CONFIG names, else the repository's `ebb.yaml`. */
export function configFileOf(environment: NodeJS.ProcessEnv): string {
  const file = resolve(environment['EBB_CONFIG'] || join(repository, 'ebb.yaml'));
  if (!existsSync(file)) throw new UserError(`there is no configuration ${file}; EBB_CONFIG names another one`);
  return file;
}

/** The configuration itself. @throws {UserError} listing all that is wrong with it */
export function configOf(environment: NodeJS.ProcessEnv): Config {
  try {
    return loadConfig(configFileOf(environment));
  } catch (error) {
    if (error instanceof ConfigError) throw new UserError(error.message, { cause: error });
    throw error;
  }
}
