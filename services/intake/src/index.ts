export { EventWriter, type EventWriterOptions, type SourceRecord } from './event-writer.ts';
