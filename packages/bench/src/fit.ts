/**
 * How long the fits of a calibration take: a million customers, simulated from MBG/NBD and gamma-gamma with the parameters of CDNOW,
 * acquired evenly over two years, known by the day.
 *
 *   node packages/bench/src/fit.ts [CUSTOMERS]
 */
import {
  corrected,
  countedValues,
  type FitResult,
  fitBgNbd,
  fitIsotonic,
  fitMbgNbd,
  fitParetoNbd,
  fitSpend,
  mbgNbd,
  pmgEdges,
  quintileEdges,
  RhythmCounts,
  SpendCounts,
} from '@ebb/domain';
