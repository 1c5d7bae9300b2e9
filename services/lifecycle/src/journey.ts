import { encodeJourneyEntry, type JourneyEntry } from '@ebb/contracts';
import type { Fact, Output } from '@ebb/domain';
import type { Leaving, Sourced } from '@ebb/runtime';

/** Entries are framed by two bytes of length, big-endian, so that the store can drop the oldest without reading them. */
export function encodeJourney(accepted: readonly Sourced<Fact>[], leaving: readonly Leaving<Output>[]): Buffer {
  const entries = [...accepted.map(({ fact }) => factEntry(fact)), ...leaving.map(leavingEntry)];
  return Buffer.concat(entries.flatMap(framed));
}

function framed(entry: JourneyEntry): Buffer[] {
  const bytes = encodeJourneyEntry(entry);
  const head = Buffer.allocUnsafe(2);
  head.writeUInt16BE(bytes.length);
  return [head, bytes];
}

function factEntry(fact: Fact): JourneyEntry {
  const { id, at, kind } = fact;
  switch (fact.kind) {
    case 'purchase':
    case 'refund':
      return { at, what: kind, id, detail: String(fact.amountMinor) };
    case 'support-contact':
      return { at, what: kind, id, detail: `${fact.caseId} ${fact.what}` };
    default:
      return { at, what: kind, id, detail: fact.what };
  }
}

function leavingEntry(leaving: Leaving<Output>): JourneyEntry {
  if (leaving.kind === 'retraction') {
    const { at, recordId, recordType } = leaving.of;
    return { at, what: 'Retraction', id: recordId, detail: `${recordType}, as ${leaving.causedBy} came late` };
  }
  const { output } = leaving;
  return { at: output.at, what: output.type, id: output.recordId, detail: outputDetail(output) };
}

function outputDetail(output: Output): string {
  switch (output.type) {
    case 'LifecycleTransition':
      return output.fromStage === output.toStage
        ? `${output.fromRisk}>${output.toRisk} ${output.reason}`
        : `${output.fromStage}>${output.toStage} ${output.reason}`;
    case 'MainDefectorAlert':
      return output.phase;
    default:
      return `${output.phase} ${output.reason}`;
  }
}
