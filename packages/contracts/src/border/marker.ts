import type { BadRecord } from '../dead-letter-reasons.ts';
import type { Marker } from '../generated/records.ts';
import { type BorderLimits, faultOfEventTime, type SoundMarker } from './limits.ts';

/** A marker's watermark. @param brokerAt the record's timestamp in Kafka */
export const markerWatermark = (
  record: Marker,
  limits: Pick<BorderLimits, 'clockSkewMax'>,
  brokerAt: number,
): SoundMarker | BadRecord =>
  faultOfEventTime('watermark', record.watermark, limits, brokerAt) ?? {
    kind: 'marker',
    watermark: record.watermark,
    from: record.source,
    madeAt: record.madeAt,
  };
