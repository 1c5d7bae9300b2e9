/** The calibrations that a worker knows: that of the configuration, and what has been published up to now. */
import { datedCalibration, type Records } from '@ebb/contracts';
import { type Calibration, type Calibrations, calibrationsFrom, type DatedCalibration } from '@ebb/domain';

export class KnownCalibrations implements Calibrations {
  readonly #byVersion = new Map<number, DatedCalibration>();
  #all: Calibrations = calibrationsFrom([]);

  /** @param given in the configuration */
  constructor(given: DatedCalibration | null) {
    if (given !== null) this.#add(given);
  }

  /** What was published first under a version stays: customers have been judged by it. */
  publish(record: Records['Calibration']): void {
    if (!this.#byVersion.has(record.version)) this.#add(datedCalibration(record));
  }

  at(instant: number): Calibration | null {
    return this.#all.at(instant);
  }

  of(version: number): Calibration | null {
    return this.#all.of(version);
  }

  /** Ascending by version. */
  get all(): readonly DatedCalibration[] {
    return [...this.#byVersion.values()].toSorted((one, other) => one.version - other.version);
  }

  #add(calibration: DatedCalibration): void {
    this.#byVersion.set(calibration.version, calibration);
    this.#all = calibrationsFrom(this.all);
  }
}
