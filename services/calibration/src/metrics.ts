import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Calibrated } from './calibrate-now.ts';

/** What calibrating comes to. */
export class CalibrationMetrics {
  readonly registry = new Registry();
  readonly #verdicts: Counter<'verdict'>;
  readonly #duration: Histogram;
  readonly #customers: Gauge;
  readonly #version: Gauge;

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.#verdicts = new Counter({
      name: 'ebb_calibrations_total',
      help: 'Calibrations tried, by what came of them: accepted, refused, learning',
      labelNames: ['verdict'],
      registers,
    });
    for (const verdict of ['accepted', 'refused', 'learning'] as const) this.#verdicts.inc({ verdict }, 0);
    this.#duration = new Histogram({
      name: 'ebb_calibration_duration_seconds',
      help: 'Time from the first customer read to what came of it published',
      buckets: [0.1, 0.5, 1, 5, 15, 60, 300],
      registers,
    });
    this.#customers = new Gauge({ name: 'ebb_calibration_customers', help: 'Customers that the last one rests on', registers });
    this.#version = new Gauge({ name: 'ebb_calibration_version', help: 'The latest version that was published', registers });
  }

  judged({ verdict }: Calibrated, seconds: number): void {
    this.#verdicts.inc({ verdict: verdict.kind });
    this.#duration.observe(seconds);
    this.#customers.set(verdict.data.customers);
  }

  /** By this worker or another. */
  published({ version }: Pick<NonNullable<Calibrated['published']>, 'version'>): void {
    this.#version.set(version);
  }
}
