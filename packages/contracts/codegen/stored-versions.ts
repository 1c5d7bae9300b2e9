/**
 * Stored state begins with one byte that names the schema it was written with: 1 is the first release listed, and so on.
 * A release that changes one of these records is added at the end; none is ever taken out while state of it may exist.
 */
export const storedVersions = {
  StoredCustomer: ['0.1.0'],
  StoredActions: ['0.1.0'],
  JourneyEntry: ['0.1.0'],
  OutboxEntry: ['0.1.0'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
