/** What `delivery` lets in of `retention-actions`. */
import { channels, consentsNeeded } from '@ebb/domain';
import type { BadRecord } from '../dead-letter-reasons.ts';
import type { RetentionAction } from '../generated/records.ts';
import { faultOfTime, faultOfWord, firstFault } from './limits.ts';

/** What would be stored and could then neither be sent nor told. */
export const faultOfAction = ({ at, dueAt, expiresAt, channel, consentNeeded }: RetentionAction): BadRecord | undefined =>
  firstFault(
    () => faultOfTime('at', at),
    () => faultOfTime('dueAt', dueAt),
    () => faultOfTime('expiresAt', expiresAt),
    () => faultOfWord('channel', channel, channels),
    () => faultOfWord('consentNeeded', consentNeeded, consentsNeeded),
  );
