/** Signatures of Standard Webhooks, version v1: HMAC-SHA256 over `<id>.<seconds>.<body>`. */
import { createHmac } from 'node:crypto';
import { type Config, ConfigError } from '@ebb/contracts';

const prefix = 'whsec_';
/** As the specification asks for. */
const secretBytesMin = 24;
const secretBytesMax = 64;

/** Several while a secret is changed: a receiver takes a request when one of the signatures is right. */
export type Secrets = readonly Buffer[];

export function signatureHeaders(id: string, now: number, body: string, secrets: Secrets): Record<string, string> {
  const seconds = String(Math.floor(now / 1_000));
  const signatures = secrets.map((secret) => `v1,${sign(`${id}.${seconds}.${body}`, secret)}`);
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') };
}

const sign = (content: string, secret: Buffer): string => createHmac('sha256', secret).update(content).digest('base64');

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The secrets of each target, by its name.
 * @throws {ConfigError} where a variable that the configuration names is not set, or holds what is no secret
 */
export function webhookSecrets({ targets }: Config['delivery'], environment: Environment): ReadonlyMap<string, Secrets> {
  const problems: string[] = [];
  const secrets = targets.map(({ name, secretFrom }) => {
    const words = (environment[secretFrom] ?? '').split(/\s+/).filter((word) => word !== '');
    const what = `delivery.targets: ${name} names the environment variable ${secretFrom}`;
    if (words.length === 0) problems.push(`${what}, which is not set`);
    const parsed = words.map(secretOf);
    if (parsed.includes(null)) problems.push(`${what}, which does not hold ${allowed}`);
    return [name, parsed.filter((secret) => secret !== null)] as const;
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return new Map(secrets);
}

const allowed = `${prefix} and ${secretBytesMin} to ${secretBytesMax} bytes in base64; or two such, separated by a space`;

function secretOf(word: string): Buffer | null {
  const text = word.slice(prefix.length);
  if (!word.startsWith(prefix) || !/^[A-Za-z0-9+/]+=*$/.test(text)) return null;
  const secret = Buffer.from(text, 'base64');
  return secret.length >= secretBytesMin && secret.length <= secretBytesMax ? secret : null;
}
