package ebb.peers;

/** What the job needs of a purchase; amounts in minor units, times in milliseconds since 1970. */
public record Purchase(String eventId, long occurredAt, long amountMinor) {}
