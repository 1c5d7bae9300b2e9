/** What Ebb writes into the headers of the records that it sends, and reads from there. */
import { headers } from '@ebb/contracts';
import type { OutboxEntry, RawRecord, Sent } from '@ebb/runtime';

export const headersFor = (entry: OutboxEntry, service: string, sourcePartition: number): Record<string, string> => ({
  ...entry.headers,
  [headers.service]: service,
  [headers.partition]: String(sourcePartition),
  [headers.epoch]: String(entry.epoch),
  [headers.sequence]: String(entry.sequence),
  [headers.revision]: String(entry.revision),
  [headers.recordType]: entry.recordType,
});

/** Null where one of them is missing or is no number: then it was not Ebb that sent the record. */
export function sentBy(received: RawRecord['headers']): Sent | null {
  const service = received[headers.service];
  if (service === undefined) return null;
  const partition = numberIn(received[headers.partition]);
  const epoch = numberIn(received[headers.epoch]);
  const sequence = numberIn(received[headers.sequence]);
  if (partition === null || epoch === null || sequence === null) return null;
  return { from: `${String(service)}/${partition}`, epoch, sequence };
}

const numberIn = (value: RawRecord['headers'][string]): number | null => {
  const text = String(value);
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
};
