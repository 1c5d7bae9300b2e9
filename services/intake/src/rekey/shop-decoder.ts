import { type BorderLimits, markerWatermark, type RecordName, type SourceName, sources } from '@ebb/contracts';
import type { Schemas } from '@ebb/kafka';
import type { Decode } from '@ebb/runtime';
import { recordDecoder } from '@ebb/service';
import { factOf, type SoundEvent } from '../events/read-batch.ts';

/** Decodes a source's records as the lifecycle does, but for the place where they lie: there they may have any key. */
export function shopDecoder(source: SourceName, schemas: Pick<Schemas, 'writer'>, limits: BorderLimits): Decode<unknown> {
  const record: RecordName = sources[source].record;
  return recordDecoder(schemas, {
    [record]: (decoded: SoundEvent['record'], { brokerAt }: { readonly brokerAt: number }) =>
      factOf({ source, record: decoded } as SoundEvent, limits, brokerAt),
    Marker: (marker: Parameters<typeof markerWatermark>[0], { brokerAt }: { readonly brokerAt: number }) =>
      markerWatermark(marker, limits, brokerAt),
  } as never);
}
