import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BadRow } from './purchases-file.ts';

/** Keeps the bad rows of a file for a look: one JSON object on each line, with line, reason and the row. */
export class RejectedRows {
  readonly path: string;
  #descriptor: number | null = null;

  /** What was kept of this file before goes. */
  constructor(folder: string, file: string) {
    this.path = join(folder, `${basename(file)}.ndjson`);
    rmSync(this.path, { force: true });
  }

  readonly add = (bad: BadRow): void => {
    this.#descriptor ??= this.#open();
    writeSync(this.#descriptor, `${JSON.stringify(bad)}\n`);
  };

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
  }

  #open(): number {
    mkdirSync(dirname(this.path), { recursive: true });
    return openSync(this.path, 'w');
  }
}
