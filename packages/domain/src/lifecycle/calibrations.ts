import type { Instant } from '../time/calendar.ts';
import type { Calibration } from './parameters.ts';

/** A calibration, and the event time from which it holds. */
export interface DatedCalibration extends Calibration {
  readonly effectiveFrom: Instant;
}

/** All that have been accepted, as far as they are known. */
export interface Calibrations {
  /** In force at an event time: the latest that holds by then; null before the first. */
  at(instant: Instant): Calibration | null;
  /** Null for a version that is not known. */
  of(version: number): Calibration | null;
}

/** @param known in any order; of two that hold from the same instant the later version is in force */
export function calibrationsFrom(known: readonly DatedCalibration[]): Calibrations {
  const latestFirst = known.toSorted((one, other) => other.effectiveFrom - one.effectiveFrom || other.version - one.version);
  const byVersion = new Map(known.map((calibration) => [calibration.version, calibration]));
  return {
    at: (instant) => latestFirst.find(({ effectiveFrom }) => effectiveFrom <= instant) ?? null,
    of: (version) => byVersion.get(version) ?? null,
  };
}
