import { decodeJourneyEntry, encodeJourneyEntry, type JourneyEntry } from '@ebb/contracts';

/** Entries are framed by two bytes of length, big-endian, so that the store can drop the oldest without reading them. */
export const framedJourney = (entries: readonly JourneyEntry[]): Buffer => Buffer.concat(entries.flatMap(framed));

/** The entries of a journey as it lies in Redis. */
export function journeyEntries(journey: Buffer): readonly JourneyEntry[] {
  const entries: JourneyEntry[] = [];
  for (let at = 0; at < journey.length; ) {
    const end = at + 2 + journey.readUInt16BE(at);
    entries.push(decodeJourneyEntry(journey.subarray(at + 2, end)));
    at = end;
  }
  return entries;
}

function framed(entry: JourneyEntry): Buffer[] {
  const bytes = encodeJourneyEntry(entry);
  const head = Buffer.allocUnsafe(2);
  head.writeUInt16BE(bytes.length);
  return [head, bytes];
}
