import { decodeJourneyEntries, encodeJourneyEntries, type JourneyEntry } from '@ebb/contracts';

const headBytes = 2;

/** Those that lie together are framed by two bytes of length, big-endian, so that the store can drop the oldest without reading them. */
export function framedJourney(entries: readonly JourneyEntry[]): Buffer {
  const encoded = encodeJourneyEntries(entries);
  const journey = Buffer.allocUnsafe(encoded.reduce((length, bytes) => length + headBytes + bytes.length, 0));
  let at = 0;
  for (const bytes of encoded) {
    journey.writeUInt16BE(bytes.length, at);
    journey.set(bytes, at + headBytes);
    at += headBytes + bytes.length;
  }
  return journey;
}

/** The entries of a journey as it lies in Redis. */
export function journeyEntries(journey: Buffer): readonly JourneyEntry[] {
  const entries: JourneyEntry[] = [];
  for (let at = 0; at < journey.length; ) {
    const end = at + headBytes + journey.readUInt16BE(at);
    entries.push(...decodeJourneyEntries(journey.subarray(at + headBytes, end)));
    at = end;
  }
  return entries;
}
