/** The actions processor wired to its topics and records. */
import { createHash } from 'node:crypto';
import {
  type BadRecord,
  type Config,
  decodeStoredActions,
  encodeStoredActions,
  type HeardFact,
  markerWatermark,
  type Records,
  recordKey,
  type Said,
  saidFact,
  withdrawalFact,
} from '@ebb/contracts';
import { type ActionsOutput, type ActionsState, utcCalendar, zonedCalendar } from '@ebb/domain';
import type { Decode, Decoded, Emitted, Outgoing, Program, RawRecord } from '@ebb/runtime';
import { type FoundAtStart, faultOfPlace, recordDecoder, ServiceRecords } from '@ebb/service';
import { asCloudEvent } from './cloud-events.ts';
import { effectCensus } from './effects.ts';
import { holdOutShareFor } from './hold-out.ts';
import { encodeJourney } from './journey.ts';
import { actionsProcessor } from './processor.ts';
import { type ActionsRecord, bodyOf, contentOf } from './records.ts';

export const service = 'actions';

/** The service that writes `customer-alerts`: a task for each partition of its sources, each of which sends its own markers. */
const upstreamOf = ({ partitions }: Config): string[] =>
  Array.from({ length: partitions }, (_, partition) => `lifecycle/${partition}`);

export function actionsProgram(
  config: Config,
  { schemas, schemaIds, partitionsOf }: FoundAtStart<ActionsRecord>,
): Program<ActionsState, HeardFact, ActionsOutput> {
  const { customerAlerts, retentionActions, deadLetters } = config.outputs;
  const records = new ServiceRecords<ActionsRecord>({
    service,
    schemaIds,
    output: { topic: retentionActions, partitions: partitionsOf(retentionActions) },
    deadLetters: { topic: deadLetters, partitions: partitionsOf(deadLetters) },
    sourceTopics: [customerAlerts],
  });
  const decode = alertDecoder({ schemas, partitions: partitionsOf(customerAlerts), clockSkewMax: config.clockSkewMax });
  return {
    service,
    processor: processorOf(config),
    sources: [{ topic: customerAlerts, clock: { clock: 'markers', upstream: upstreamOf(config) }, decode }],
    encodeStored: encodeStoredActions,
    decodeStored: (bytes) => decodeStoredActions(bytes),
    contentOf,
    encodeOutput: (output, revision, _, content) =>
      asCloudEvent(records.own(output.type, bodyOf(output, revision), content), output),
    encodeRetraction: (of: Emitted, causedBy: string, customerId: string): Outgoing =>
      asCloudEvent(records.retraction(of, causedBy, customerId), { customerId, at: of.at }),
    encodeMarkers: (watermark, partition, madeAt) =>
      records.markers(watermark, partition, madeAt).map((marker) => asCloudEvent(marker, { customerId: null, at: watermark })),
    encodeDeadLetter: (rejected) => records.deadLetter(rejected),
    encodeJourney: (_, leaving) => encodeJourney(leaving),
    census: effectCensus,
  };
}

/** The processor as it is configured. */
export function processorOf({ actions, businessTimeZone }: Config) {
  const { groupId: _, ...rules } = actions;
  return actionsProcessor({
    calendar: businessTimeZone === 'UTC' ? utcCalendar : zonedCalendar(businessTimeZone),
    rules,
    policyVersion: createHash('sha1').update(JSON.stringify(rules)).digest('hex').slice(0, 8),
    holdOutShareOf: holdOutShareFor(actions.holdOut.salt),
  });
}

interface Border {
  readonly schemas: FoundAtStart<ActionsRecord>['schemas'];
  /** Of the alerts. */
  readonly partitions: number;
  readonly clockSkewMax: number;
}

/** Any record of a customer on the alerts. */
type Alert = Records[Said | 'Retraction'];

function alertDecoder({ schemas, partitions, clockSkewMax }: Border): Decode<HeardFact> {
  const limits = { clockSkewMax };
  const placed = (
    alert: Alert,
    decoded: Decoded<HeardFact> | BadRecord,
    raw: RawRecord,
    partition: number,
  ): Decoded<HeardFact> => {
    if (decoded.kind !== 'fact') return decoded;
    const { customerId, recordId } = alert;
    const key = recordKey(customerId, recordId);
    return faultOfPlace(raw, partition, { customerId, key, keyIs: 'customer id/record id,', partitions }) ?? decoded;
  };
  const said =
    <Type extends Said>(type: Type) =>
    (record: Records[Type], raw: RawRecord, partition: number) =>
      placed(record, saidFact(type, record, limits, raw.brokerAt), raw, partition);
  const decode = recordDecoder(schemas, {
    MainDefectorAlert: said('MainDefectorAlert'),
    RiskAlert: said('RiskAlert'),
    AlertClosed: said('AlertClosed'),
    ContactabilityChanged: said('ContactabilityChanged'),
    ActionOutcome: said('ActionOutcome'),
    AbandonmentProposed: said('AbandonmentProposed'),
    LifecycleTransition: said('LifecycleTransition'),
    Retraction: (retraction: Records['Retraction'], raw: RawRecord, partition: number) =>
      placed(retraction, withdrawalFact(retraction, limits, raw.brokerAt), raw, partition),
    Marker: (marker: Records['Marker'], { brokerAt }: RawRecord): Decoded<HeardFact> => markerWatermark(marker, limits, brokerAt),
  });
  // The topic is compacted: a key without a value is what erasure leaves of a record, and says nothing itself.
  return (raw, partition) => (raw.value === null ? { kind: 'skip' } : decode(raw, partition));
}
