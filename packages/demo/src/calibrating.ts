/** The demo calibrates itself as it goes: what is fitted at a cut rests on what has happened by then, and holds from then on. */
import { setTimeout } from 'node:timers/promises';
import { type Calibrated, type CalibrationServers, calibrateNow } from '@ebb/calibration';
import type { Config } from '@ebb/contracts';

const weeksBetween = 4;
const askEveryMilliseconds = 20;

export class Calibrating {
  /** What came of each, in order. */
  readonly done: Calibrated[] = [];
  readonly #config: Config;
  readonly #servers: CalibrationServers;
  readonly #lifecycleUrl: string;
  #weeks = 0;

  constructor(config: Config, servers: CalibrationServers, lifecycleUrl: string) {
    this.#config = config;
    this.#servers = servers;
    this.#lifecycleUrl = lifecycleUrl;
  }

  /** At the end of a week for which everything has been read. Resolves when the lifecycle knows what has come of it. */
  async weekIsOver(): Promise<void> {
    this.#weeks += 1;
    if (this.#weeks % weeksBetween !== 0) return;
    const calibrated = await calibrateNow(this.#config, this.#servers, { force: false });
    if (calibrated === null) return;
    this.done.push(calibrated);
    const { published } = calibrated;
    if (published === null) return;
    while ((await this.#versionOfLifecycle()) < published.version) await setTimeout(askEveryMilliseconds);
  }

  async #versionOfLifecycle(): Promise<number> {
    const response = await fetch(new URL('status', this.#lifecycleUrl));
    return ((await response.json()) as { readonly calibrationVersion: number }).calibrationVersion;
  }
}
