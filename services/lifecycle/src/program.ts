/** The lifecycle processor wired to its topics and records. */
import {
  type BadRecord,
  type BorderLimits,
  type Config,
  decodeStoredCustomer,
  encodeStoredCustomer,
  engagementFact,
  markerWatermark,
  profileChangeFact,
  purchaseFact,
  type Records,
  type SoundFact,
  type SoundMarker,
  type SourceName,
  sourceNames,
  supportContactFact,
  topicReadByLifecycle,
} from '@ebb/contracts';
import type { Calibrations, CustomerState, Fact, Output } from '@ebb/domain';
import type { Schemas } from '@ebb/kafka';
import type { Decode, Program, RawRecord, Source } from '@ebb/runtime';
import { type FoundAtStart, faultOfPlace, recordDecoder, ServiceRecords } from '@ebb/service';
import { lifecycleCensus } from './census.ts';
import { encodeJourney } from './journey.ts';
import { lifecycleProcessor } from './processor.ts';
import { bodyOf, contentOf, type LifecycleRecord } from './records.ts';
import { lifecycleSettings } from './settings.ts';

export const service = 'lifecycle';

const nothing = Buffer.alloc(0);

export function lifecycleProgram(
  config: Config,
  calibrations: Calibrations,
  { schemas, schemaIds, partitionsOf }: FoundAtStart<LifecycleRecord>,
): Program<CustomerState, Fact, Output> {
  const settings = lifecycleSettings(config, calibrations);
  const limits: BorderLimits = {
    reportingCurrency: config.reportingCurrency,
    rates: config.rates,
    amountMaxMinor: config.amountMaxMinor,
    clockSkewMax: config.clockSkewMax,
    isoDayOf: (instant) => new Date(settings.calendar.dayOf(instant) * 86_400_000).toISOString().slice(0, 10),
  };
  const { customerAlerts, deadLetters, lifecycleCensus: lifecycleCensusTopic } = config.outputs;
  const records = new ServiceRecords<LifecycleRecord>({
    service,
    schemaIds,
    output: { topic: customerAlerts, partitions: partitionsOf(customerAlerts) },
    deadLetters: { topic: deadLetters, partitions: partitionsOf(deadLetters) },
    sourceTopics: sourceNames.map((name) => topicReadByLifecycle(config.sources[name])),
  });
  const source = (name: SourceName): Source<Fact> | null => {
    const given = config.sources[name];
    if (given === null) return null;
    const decode = decoderOf(name, { limits, partitions: config.partitions, schemas });
    return { topic: topicReadByLifecycle(given), clock: given, decode };
  };
  return {
    service,
    processor: lifecycleProcessor(settings),
    sources: sourceNames.map(source),
    encodeStored: encodeStoredCustomer,
    decodeStored: (bytes) => decodeStoredCustomer(bytes),
    contentOf,
    encodeOutput: (output, revision, _, content) => records.own(output.type, bodyOf(output, revision), content),
    encodeRetraction: (of, causedBy, customerId) => records.retraction(of, causedBy, customerId),
    encodeMarkers: (watermark, partition, madeAt) => records.markers(watermark, partition, madeAt),
    encodeDeadLetter: (rejected) => records.deadLetter(rejected),
    encodeJourney: config.journeyBytesMax > 0 ? encodeJourney : () => nothing,
    census: lifecycleCensus({
      service,
      rules: config.lifecycle,
      topic: lifecycleCensusTopic,
      partitions: partitionsOf(lifecycleCensusTopic),
      schemaId: schemaIds.LifecycleCensus,
    }),
  };
}

interface Border {
  readonly limits: BorderLimits;
  readonly partitions: number;
  readonly schemas: Pick<Schemas, 'writer'>;
}

type Sound = SoundFact | SoundMarker | BadRecord;

function decoderOf(name: SourceName, { limits, partitions, schemas }: Border): Decode<Fact> {
  const Marker = (marker: Records['Marker'], { brokerAt }: RawRecord): Sound => markerWatermark(marker, limits, brokerAt);
  const placed =
    <Event>(toFact: (event: Event, limits: BorderLimits, brokerAt: number) => SoundFact | BadRecord) =>
    (event: Event, raw: RawRecord, partition: number): Sound => {
      const sound = toFact(event, limits, raw.brokerAt);
      if (sound.kind === 'bad') return sound;
      const { customerId } = sound;
      return faultOfPlace(raw, partition, { customerId, key: customerId, keyIs: 'the customer id', partitions }) ?? sound;
    };
  switch (name) {
    case 'purchases':
      return recordDecoder(schemas, { Purchase: placed(purchaseFact), Marker });
    case 'supportContacts':
      return recordDecoder(schemas, { SupportContact: placed(supportContactFact), Marker });
    case 'profiles':
      return recordDecoder(schemas, { ProfileChange: placed(profileChangeFact), Marker });
    case 'engagements':
      return recordDecoder(schemas, { Engagement: placed(engagementFact), Marker });
  }
}
