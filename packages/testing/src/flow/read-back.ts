/** What came back to the lifecycle, and what it counted, read from their topics. */
import { decode, headers, type Records, unframe } from '@ebb/contracts';
import type { SourceEvent } from '../cdnow/index.ts';
import { type Pipeline, readAll } from '../pipeline/index.ts';

/** All engagements, those of campaigns among them; repeats included. */
export async function readEngagements(pipeline: Pipeline): Promise<readonly (SourceEvent & { record: Records['Engagement'] })[]> {
  const read = await readAll(pipeline.kafka, pipeline.topic('engagements'));
  return read
    .filter(({ message }) => message.key?.toString().startsWith('/marker/') === false)
    .map(({ message }) => ({ source: 'engagements', record: decode('Engagement', payloadOf(message.value)) }));
}

/** The last census of each partition. */
export async function readCensuses({ kafka, config }: Pipeline): Promise<readonly Records['LifecycleCensus'][]> {
  const last = new Map<number, Records['LifecycleCensus']>();
  for (const { message } of await readAll(kafka, config.outputs.lifecycleCensus)) {
    const from = message.headers?.[headers.partition]?.toString();
    last.set(Number(from), decode('LifecycleCensus', payloadOf(message.value)));
  }
  return [...last.values()];
}

function payloadOf(value: Buffer | null): Buffer {
  const unframed = unframe(value as Buffer);
  if (typeof unframed === 'string') throw new Error(`a value that is no frame: ${unframed}`);
  return unframed.payload;
}
