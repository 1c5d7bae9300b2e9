/** From the records of `customer-alerts` to facts of the service of actions. */
import {
  type AlertFact,
  actionTriggers,
  advocacies,
  causeNames,
  factIdOf,
  phases,
  relationships,
  sizes,
  stages,
  transitionMatters,
  type Withdrawal,
} from '@ebb/domain';
import { type BadRecord, bad } from '../dead-letter-reasons.ts';
import type { MainDefectorAlert, Records, RiskAlert } from '../generated/records.ts';
import { type HeardFact, withdrawalOf } from '../stored-actions.ts';
import { type BorderLimits, faultOfEventTime, faultOfId, faultOfWord, firstFault } from './limits.ts';

export interface SoundAlert {
  readonly kind: 'fact';
  readonly customerId: string;
  readonly fact: HeardFact;
}

/** Sound, and nothing to actions. */
interface Passed {
  readonly kind: 'skip';
}

/** What the lifecycle says of a customer. */
export type Said = Exclude<AlertFact, Withdrawal>['type'];

type ClockLimits = Pick<BorderLimits, 'clockSkewMax'>;

/**
 * What the lifecycle has said. By the words checked it is decided what to do: a new one has to be taught to actions first, and its
 * record lies in the dead letters until then. Other words only pass through.
 * @param brokerAt the record's timestamp in Kafka
 */
export function saidFact<Type extends Said>(
  type: Type,
  record: Records[Type],
  limits: ClockLimits,
  brokerAt: number,
): SoundAlert | Passed | BadRecord {
  const { customerId, recordId, revision, at } = record;
  if (isTransition(type, record) && !transitionMatters(record)) return { kind: 'skip' };
  const fault =
    firstFault(
      () => faultOfId('customerId', customerId),
      () => faultOfEventTime('at', at, limits, brokerAt),
    ) ?? faultOfWords(type, record);
  if (fault !== undefined) return fault;
  // The words are those of the domain from here on.
  return { kind: 'fact', customerId, fact: { ...record, type, id: factIdOf(recordId, revision) } as unknown as HeardFact };
}

/** What the lifecycle takes back. @param brokerAt the record's timestamp in Kafka */
export function withdrawalFact(record: Records['Retraction'], limits: ClockLimits, brokerAt: number): SoundAlert | BadRecord {
  const fault = faultOfId('customerId', record.customerId) ?? faultOfEventTime('at', record.at, limits, brokerAt);
  return fault ?? { kind: 'fact', customerId: record.customerId, fact: withdrawalOf(record) };
}

const isTransition = (type: Said, record: Records[Said]): record is Records['LifecycleTransition'] =>
  type === 'LifecycleTransition' && 'toStage' in record;

function faultOfWords(type: Said, record: Records[Said]): BadRecord | undefined {
  if (type === 'MainDefectorAlert' || type === 'RiskAlert') return faultOfAlert(record as MainDefectorAlert | RiskAlert);
  return 'stage' in record ? faultOfWord('stage', record.stage, stages) : undefined;
}

function faultOfAlert(alert: MainDefectorAlert | RiskAlert): BadRecord | undefined {
  const causes = alert.causes.map(({ cause }) => cause);
  if (causes.length === 0) return bad('absurd-value', 'causes is empty; unknown stands alone where nothing is known');
  return firstFault(
    () => faultOfWord('phase', alert.phase, phases),
    () => faultOfWord('trigger', alert.trigger, actionTriggers),
    () => faultOfWord('stage', alert.stage, stages),
    () => faultOfWord('relationship', alert.relationship, relationships),
    () => faultOfWord('advocacy', alert.advocacy, advocacies),
    () => faultOfWord('pmg', alert.pmg ?? 'unknown', sizes),
    ...causes.map((cause) => () => faultOfWord('cause', cause, causeNames)),
  );
}
