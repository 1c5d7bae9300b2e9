/** Calibrates whenever enough days of event time have gone by since the last time it was judged. */
import type { Config, Records } from '@ebb/contracts';
import { utcCalendar, zonedCalendar } from '@ebb/domain';
import { type CalibrationServers, calibrateNow } from './calibrate-now.ts';
import { lastWholeDay, readFrontier } from './histories.ts';
import type { CalibrationMetrics } from './metrics.ts';

const lookMilliseconds = 60_000;

export class Schedule {
  readonly #config: Config;
  readonly #servers: CalibrationServers;
  readonly #metrics: CalibrationMetrics;
  readonly #everyDays: number;
  /** The last day that was judged, whatever came of it; also by others, as far as it was published. */
  #judgedDay = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(config: Config, everyDays: number, servers: CalibrationServers, metrics: CalibrationMetrics) {
    this.#config = config;
    this.#servers = servers;
    this.#metrics = metrics;
    this.#everyDays = everyDays;
  }

  start(): void {
    this.#running = this.#look().finally(() => {
      if (!this.#stopped) this.#timer = setTimeout(() => this.start(), lookMilliseconds);
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
  }

  /** What lies on the topic, by this worker or another. */
  judged({ data }: Pick<Records['Calibration'], 'data'>): void {
    this.#judgedDay = Math.max(this.#judgedDay, data.asOfDay);
  }

  async #look(): Promise<void> {
    const { redis, log } = this.#servers;
    try {
      const { completeTo } = await readFrontier(redis, this.#config);
      if (completeTo === null) return;
      const { businessTimeZone } = this.#config;
      const calendar = businessTimeZone === 'UTC' ? utcCalendar : zonedCalendar(businessTimeZone);
      const day = lastWholeDay(calendar, completeTo);
      if (day - this.#judgedDay < this.#everyDays) return;
      const started = performance.now();
      const calibrated = await calibrateNow(this.#config, this.#servers, { force: false });
      if (calibrated === null) return;
      this.#metrics.judged(calibrated, (performance.now() - started) / 1_000);
      this.#judgedDay = day;
      const { verdict, published } = calibrated;
      if (published !== null) log.info({ ...published, ...verdict.data }, 'a new calibration is published');
      else if (verdict.kind === 'learning') log.info({ reasons: verdict.reasons }, 'still learning');
      else if (verdict.kind === 'refused')
        log.warn({ reasons: verdict.reasons }, 'the calibration was refused; the last good one stays');
    } catch (error) {
      // Another one that calibrates at the same time, or a server that is away: the next look tells.
      log.warn({ error: String(error) }, 'could not calibrate; trying again in a minute');
    }
  }
}
