import type { JourneyEntry } from '@ebb/contracts';
import type { Fact, Output } from '@ebb/domain';
import type { Leaving, Sourced } from '@ebb/runtime';
import { framedJourney } from '@ebb/service';
import { factText, outputText } from './journey-text.ts';

export const encodeJourney = (accepted: readonly Sourced<Fact>[], leaving: readonly Leaving<Output>[]): Buffer =>
  framedJourney([...accepted.map(({ fact }) => factEntry(fact)), ...leaving.map(leavingEntry)]);

const factEntry = (fact: Fact): JourneyEntry => ({ at: fact.at, what: fact.kind, id: fact.id, detail: factText(fact) });

function leavingEntry(leaving: Leaving<Output>): JourneyEntry {
  if (leaving.kind === 'retraction') {
    const { at, recordId, recordType } = leaving.of;
    return { at, what: 'Retraction', id: recordId, detail: `${recordType}, as ${leaving.causedBy} came late` };
  }
  const { output } = leaving;
  return { at: output.at, what: output.type, id: output.recordId, detail: outputText(output) };
}
