export { EventWriter, type EventWriterOptions, type SourceRecord } from './event-writer.ts';
export { IntakeError } from './file/intake-error.ts';
export { calendarOf, limitsOf } from './limits.ts';
export { type BadRow, type PurchasesFile, purchasesOf, surveyPurchases } from './purchases-file.ts';
export { RejectedRows } from './rejected-rows.ts';
export { type ReplayEvent, type ReplayOptions, type ReplayProgress, replay } from './replay.ts';
export { partitionCount, type ReplayFileOptions, replayFile, sourceTopics } from './replay-file.ts';
export { type Columns, parseColumns } from './rows/columns.ts';
export type { RowReading } from './rows/purchase-of-row.ts';
