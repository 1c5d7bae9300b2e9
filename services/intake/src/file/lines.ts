/** A text file as lines, a chunk of them at a time; `.gz` is unpacked on the way. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { IntakeError } from './intake-error.ts';

/** Characters of one line; more is no line of a file of rows. */
const lineCharactersMax = 1 << 20;

/**
 * @param onBytes is given the uncompressed bytes
 * @throws {IntakeError} where the file cannot be read, or a line has no end
 */
export async function* linesOf(path: string, onBytes: (bytes: Buffer) => void = () => {}): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of uncompressed(path)) {
    onBytes(bytes);
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() as string;
    if (rest.length > lineCharactersMax) {
      throw new IntakeError(
        `${path} has a line of more than ${lineCharactersMax} characters: is it a text file with a row on each line?`,
      );
    }
    if (lines.length > 0) yield lines.map(withoutReturn);
  }
  if (rest !== '') yield [withoutReturn(rest)];
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

async function* uncompressed(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  const bytes: Readable = path.endsWith('.gz') ? pipeline(file, createGunzip(), () => {}) : file;
  try {
    for await (const chunk of bytes) yield chunk as Buffer;
  } catch (cause) {
    throw new IntakeError(`${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

/** What tells this file's rows from those of all others: the first 8 hex digits of the SHA-256 of its uncompressed bytes. */
export class FileHash {
  readonly #hash = createHash('sha256');

  readonly add = (bytes: Buffer): void => {
    this.#hash.update(bytes);
  };

  digits(): string {
    return this.#hash.digest('hex').slice(0, 8);
  }
}
