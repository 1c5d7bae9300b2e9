/** TLS and SASL for kafkajs, out of the configuration and the environment variables that it names. */
import { readFileSync } from 'node:fs';
import { type Config, ConfigError } from '@ebb/contracts';
import type { KafkaSettings } from './client.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws {ConfigError} where a variable that the configuration names is not set, or a file that it holds can't be read */
export function kafkaSecurity({ ssl, sasl }: Config['kafka'], environment: Environment): Pick<KafkaSettings, 'ssl' | 'sasl'> {
  const problems: string[] = [];
  const valueOf = (key: string, variable: string): string => {
    const value = environment[variable];
    if (value === undefined || value === '') problems.push(`${key} names the environment variable ${variable}, which is not set`);
    return value ?? '';
  };
  const fileOf = (key: string, variable: string | null): string | undefined => {
    if (variable === null) return undefined;
    const path = valueOf(key, variable);
    return path === '' ? undefined : textOf(path, `${variable} (${key})`, problems);
  };
  const tls = ssl && {
    ca: fileOf('kafka.ssl.caFileFrom', ssl.caFileFrom),
    cert: fileOf('kafka.ssl.certificateFileFrom', ssl.certificateFileFrom),
    key: fileOf('kafka.ssl.keyFileFrom', ssl.keyFileFrom),
  };
  const credentials = sasl && {
    mechanism: sasl.mechanism,
    username: valueOf('kafka.sasl.usernameFrom', sasl.usernameFrom),
    password: valueOf('kafka.sasl.passwordFrom', sasl.passwordFrom),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    ...(tls === null ? {} : { ssl: withoutUndefined(tls) }),
    ...(credentials === null ? {} : { sasl: credentials as NonNullable<KafkaSettings['sasl']> }),
  };
}

/** Node's TLS takes a key that is there and undefined for a mistake. */
const withoutUndefined = (tls: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(tls).filter((entry): entry is [string, string] => entry[1] !== undefined));

function textOf(path: string, what: string, problems: string[]): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    problems.push(`${what}: ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
    return '';
  }
}
