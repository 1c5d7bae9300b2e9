import type { z } from 'zod';
import { ErrorCode, RegistryError } from '../errors.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Request {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

/** Gives what is answered as JSON; a string is answered as it is. */
export type Route = (request: Request) => unknown;
export type Routes = Readonly<Record<string, Partial<Record<Method, Route>>>>;

export function subjectOf({ parameters }: Request): string {
  return parameters['subject'] ?? '';
}

/** Only the word true is true, as with Confluent. */
export function flag({ query }: Request, name: string): boolean {
  return query[name]?.toLowerCase() === 'true';
}

/** @throws {RegistryError} 42202 */
export function versionOf({ parameters }: Request): number | 'latest' {
  const text = (parameters['version'] ?? '').trim();
  if (text.toLowerCase() === 'latest' || text === '-1') return 'latest';
  const version = Number(text);
  if (/^\d+$/.test(text) && version >= 1 && version <= 2 ** 31 - 1) return version;
  throw new RegistryError(
    ErrorCode.invalidVersion,
    `The specified version '${text}' is not a valid version id. Allowed values are between [1, 2^31-1] and the string "latest"`,
  );
}

/** @throws {RegistryError} 422 */
export function bodyOf<Body>(request: Request, schema: z.ZodType<Body>): Body {
  const parsed = schema.safeParse(request.body);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw new RegistryError(ErrorCode.unprocessable, `The request can't be processed: ${reasons.join('; ')}`);
}
