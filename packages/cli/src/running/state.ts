/** What `./ebb up` has started in this checkout, kept in a file so that `status` and `down` find it. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ebbFolder, type StartedProcess } from '@ebb/stack';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { identityOf } from './process-identity.ts';

/** Holds the state and the logs of what runs in the background. */
export const runFolder = join(ebbFolder, 'run');

const recorded = z.strictObject({
  name: z.string(),
  pid: z.int(),
  identity: z.string(),
  logFile: z.string(),
  /** Missing while it has not answered yet. */
  address: z.string().optional(),
});

const stateSchema = z.strictObject({
  /** In the order of their first start: each may need those before it. */
  processes: z.array(recorded),
  /** Servers that somebody else runs, by what they are. */
  given: z.record(z.string(), z.string()),
});

export type RecordedProcess = z.output<typeof recorded>;
export type State = z.output<typeof stateSchema>;

export const isAlive = (process: RecordedProcess): boolean => identityOf(process.pid) === process.identity;

export class StateFile {
  readonly #file: string;

  constructor(file = join(runFolder, 'state.json')) {
    this.#file = file;
  }

  /** @throws {UserError} the file is there but is none of ours */
  read(): State {
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch {
      return { processes: [], given: {} };
    }
    try {
      return stateSchema.parse(JSON.parse(text));
    } catch (cause) {
      throw new UserError(`${this.#file} cannot be read; look for processes of Ebb, then delete it`, { cause });
    }
  }

  /** Remembers a process in the place of the former one of its name. */
  record(started: StartedProcess): void {
    const identity = identityOf(started.pid);
    if (identity === undefined) return;
    const state = this.read();
    const place = state.processes.findIndex(({ name }) => name === started.name);
    state.processes.splice(place === -1 ? state.processes.length : place, 1, { ...started, identity });
    this.#write(state);
  }

  recordGiven(given: State['given']): void {
    this.#write({ ...this.read(), given });
  }

  forget(): void {
    rmSync(this.#file, { force: true });
  }

  /** Whole or not at all, also when we are killed. */
  #write(state: State): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(`${this.#file}.new`, JSON.stringify(state, null, 2));
    renameSync(`${this.#file}.new`, this.#file);
  }
}
