/** What was decided about a customer and why, in brief: what it was decided upon stands in the journey of the lifecycle. */
import type { JourneyEntry } from '@ebb/contracts';
import { type ActionsOutput, trialDays } from '@ebb/domain';
import type { Leaving } from '@ebb/runtime';
import { framedJourney } from '@ebb/service';

export const encodeJourney = (leaving: readonly Leaving<ActionsOutput>[]): Buffer => framedJourney(leaving.map(entryOf));

function entryOf(leaving: Leaving<ActionsOutput>): JourneyEntry {
  if (leaving.kind === 'retraction') {
    const { at, recordId, recordType } = leaving.of;
    return { at, what: 'Retraction', id: recordId, detail: `${recordType}, as ${leaving.causedBy} came late` };
  }
  const { output } = leaving;
  return { at: output.at, what: output.type, id: output.recordId, detail: detailOf(output) };
}

function detailOf(output: ActionsOutput): string {
  switch (output.type) {
    case 'RetentionAction': {
      const { kind, channel, queue, deskLevel, dueAt, expiresAt, rule, reason } = output;
      return `${kind} by ${channel}, ${queue} level ${deskLevel}, due ${inWords(dueAt)}, until ${inWords(expiresAt)}; ${rule}: ${reason}`;
    }
    case 'ActionWithheld': {
      const instead = output.kind === '' ? 'nothing' : `no ${output.kind}`;
      return `${instead}, ${output.reason}; ${output.rule}: ${output.detail}`;
    }
    case 'ActionCalledOff':
      return `${output.actionId}, ${output.reason}: ${output.detail}`;
    case 'EffectMeasured':
      return `${output.outcome} within ${trialDays} days of ${output.alertId}; ${output.group}, ${output.kind}`;
    case 'ContactabilityChanged':
      return 'passed on to who holds the open action';
  }
}

const inWords = (instant: number): string => new Date(instant).toISOString();
