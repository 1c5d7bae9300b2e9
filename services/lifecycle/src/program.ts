/** The lifecycle processor wired to its topics and records. */
import {
  type BorderLimits,
  type Config,
  decodeStoredCustomer,
  encodeStoredCustomer,
  engagementFact,
  markerWatermark,
  profileChangeFact,
  purchaseFact,
  type SourceName,
  sourceNames,
  supportContactFact,
} from '@ebb/contracts';
import { type CustomerState, type Fact, type Output, utcCalendar, zonedCalendar } from '@ebb/domain';
import type { Schemas } from '@ebb/kafka';
import type { Decode, Program, Source } from '@ebb/runtime';
import { sourceDecoder } from './decode.ts';
import { encodeJourney } from './journey.ts';
import { calibrationFrom, lifecycleProcessor } from './processor.ts';
import { digest, LifecycleRecords, type SchemaIds } from './records.ts';

export const service = 'lifecycle';

export interface LifecycleWiring {
  readonly config: Config;
  readonly schemas: Pick<Schemas, 'writer'>;
  readonly schemaIds: SchemaIds;
  /** Partitions of the topics written to. */
  readonly partitions: { readonly sources: number; readonly alerts: number; readonly deadLetters: number };
}

export function lifecycleProgram({
  config,
  schemas,
  schemaIds,
  partitions,
}: LifecycleWiring): Program<CustomerState, Fact, Output> {
  const calendar = config.businessTimeZone === 'UTC' ? utcCalendar : zonedCalendar(config.businessTimeZone);
  const limits: BorderLimits = {
    reportingCurrency: config.reportingCurrency,
    rates: config.rates,
    amountMaxMinor: config.amountMaxMinor,
    clockSkewMax: config.clockSkewMax,
    isoDayOf: (instant) => new Date(calendar.dayOf(instant) * 86_400_000).toISOString().slice(0, 10),
  };
  const records = new LifecycleRecords({
    service,
    schemaIds,
    outputs: config.outputs,
    alertPartitions: partitions.alerts,
    deadLetterPartitions: partitions.deadLetters,
    sourceTopics: sourceNames.map((name) => config.sources[name].topic),
  });
  const source = (name: SourceName): Source<Fact> => ({
    topic: config.sources[name].topic,
    clock: config.sources[name],
    decode: decoderOf(name, { limits, partitions: partitions.sources, schemas }),
  });
  return {
    service,
    processor: lifecycleProcessor({ calendar, rules: config.lifecycle, calibrationAt: calibrationFrom(config.calibration) }),
    sources: sourceNames.map(source),
    encodeStored: encodeStoredCustomer,
    decodeStored: (bytes) => decodeStoredCustomer(bytes),
    digest,
    encodeOutput: (output, revision, customerId) => records.output(output, revision, customerId),
    encodeRetraction: (of, causedBy, customerId) => records.retraction(of, causedBy, customerId),
    encodeMarkers: (watermark, partition) => records.markers(watermark, partition),
    encodeDeadLetter: (rejected) => records.deadLetter(rejected),
    encodeJourney,
  };
}

interface Border {
  readonly limits: BorderLimits;
  readonly partitions: number;
  readonly schemas: Pick<Schemas, 'writer'>;
}

function decoderOf(name: SourceName, { limits, partitions, schemas }: Border): Decode<Fact> {
  const common = {
    partitions,
    schemas,
    toMarker: (marker: Parameters<typeof markerWatermark>[0], brokerAt: number) => markerWatermark(marker, limits, brokerAt),
  };
  switch (name) {
    case 'purchases':
      return sourceDecoder({ ...common, recordName: 'Purchase', toFact: (record, at) => purchaseFact(record, limits, at) });
    case 'supportContacts':
      return sourceDecoder({
        ...common,
        recordName: 'SupportContact',
        toFact: (record, at) => supportContactFact(record, limits, at),
      });
    case 'profiles':
      return sourceDecoder({
        ...common,
        recordName: 'ProfileChange',
        toFact: (record, at) => profileChangeFact(record, limits, at),
      });
    case 'engagements':
      return sourceDecoder({ ...common, recordName: 'Engagement', toFact: (record, at) => engagementFact(record, limits, at) });
  }
}
