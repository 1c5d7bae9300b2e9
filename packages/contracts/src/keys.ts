/** Keys of what Ebb writes to its compacted topics: `customerId/recordId`, where the customer id has no slash. */

/** A customer id without a slash; "%" too is encoded, so that two ids never become one. */
const encodeCustomer = (customerId: string): string => customerId.replaceAll('%', '%25').replaceAll('/', '%2F');

export const recordKey = (customerId: string, recordId: string): string => `${encodeCustomer(customerId)}/${recordId}`;

/** The customer of a key made by `recordKey`; null for a marker's. */
export function customerOfKey(key: string): string | null {
  if (key.startsWith('/')) return null;
  return key.slice(0, key.indexOf('/')).replaceAll('%2F', '/').replaceAll('%25', '%');
}

/** The key of a marker: no customer's, as no customer id is empty; one for each source partition, so that the last one is kept. */
export const markerKey = (service: string, sourcePartition: number): string => `/marker/${service}/${sourcePartition}`;

/** The key of a dead letter: the place it came from. */
export const deadLetterKey = (topic: string, partition: number, offset: number): string => `${topic}/${partition}/${offset}`;
