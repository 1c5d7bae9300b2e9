/** kafkajs's own encoder and decoder of record batches, which tests hold Ebb's against. */
import { createRequire } from 'node:module';
import type { IHeaders, Message } from 'kafkajs';

const require = createRequire(import.meta.url);
const protocol = 'kafkajs/src/protocol';

interface Encoder {
  readonly buffer: Buffer;
}

interface DecodedBatch {
  readonly firstOffset: string;
  readonly records: readonly {
    readonly offset: string;
    readonly timestamp: string;
    readonly key: Buffer | null;
    readonly value: Buffer | null;
    readonly headers: IHeaders;
  }[];
}

const encodeRecords = require(`${protocol}/recordBatch/v0/encodeRecords.js`) as (
  messages: readonly Message[],
  times: object,
) => Buffer;
const { RecordBatch } = require(`${protocol}/recordBatch/v0/index.js`) as {
  RecordBatch: (options: object) => Promise<Encoder>;
};
const decodeBatch = require(`${protocol}/recordBatch/v0/decoder.js`) as (decoder: object) => Promise<DecodedBatch>;
const Decoder = require(`${protocol}/decoder.js`) as new (bytes: Buffer) => object;

export interface BatchToEncode {
  readonly firstOffset: number;
  readonly messages: readonly Message[];
  readonly timestamp?: number;
  readonly compression?: number;
  readonly transactional?: boolean;
  readonly producerId?: number;
}

/** The bytes of a batch as Kafka keeps it. */
export async function encodedByKafkajs({ messages, timestamp = 0, ...options }: BatchToEncode): Promise<Buffer> {
  const encoder = await RecordBatch({
    ...options,
    records: encodeRecords(messages, { firstTimestamp: timestamp, dateNow: timestamp }),
    count: messages.length,
    firstTimestamp: timestamp,
    maxTimestamp: timestamp,
    lastOffsetDelta: messages.length - 1,
  });
  return Buffer.from(encoder.buffer);
}

export const decodedByKafkajs = (batch: Buffer): Promise<DecodedBatch> => decodeBatch(new Decoder(batch));
