/** Sends a chunk. What Kafka will never take is given to the dead letters: tried again, it would hold up all that is behind it. */
import kafkajs, { type Producer } from 'kafkajs';
import { type Chunk, type Destination, rejectedOf } from './chunk.ts';

const { KafkaJSNonRetriableError, KafkaJSProtocolError } = kafkajs;

/** A record, or a batch of them, has more bytes than the topic allows. */
const tooLarge: readonly string[] = ['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE'];

/** @returns the chunk as Kafka has taken it */
export async function sendChunk(chunk: Chunk, producer: Producer, destination: Destination): Promise<Chunk> {
  try {
    await send(chunk, producer, destination);
    return chunk;
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    return sendOneByOne(chunk, producer, destination);
  }
}

/** Kafka does not say which record it was. */
async function sendOneByOne(chunk: Chunk, producer: Producer, destination: Destination): Promise<Chunk> {
  const { messages, origins } = chunk;
  const refused: { readonly index: number; readonly detail: string }[] = [];
  for (const index of origins.keys()) {
    try {
      await producer.send({ acks: -1, topic: destination.topic, messages: [messages[index]!] });
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      refused.push({ index, detail: `${destination.topic} does not take it: ${(error as Error).message}` });
    }
  }
  const code = 'too-large';
  const letters = refused.map(({ index, detail }) => destination.deadLetter(rejectedOf(origins[index]!, { code, detail })));
  const rest = { messages: messages.slice(origins.length), deadLetters: [...chunk.deadLetters, ...letters] };
  await send(rest, producer, destination);
  const bad = [...chunk.bad, ...refused.map(() => code)];
  return { ...chunk, deadLetters: rest.deadLetters, bad, forwarded: chunk.forwarded - refused.length };
}

async function send(
  { messages, deadLetters }: Pick<Chunk, 'messages' | 'deadLetters'>,
  producer: Producer,
  destination: Destination,
): Promise<void> {
  const topicMessages = [
    { topic: destination.topic, messages: [...messages] },
    { topic: destination.deadLetters, messages: [...deadLetters] },
  ].filter((one) => one.messages.length > 0);
  if (topicMessages.length > 0) await producer.sendBatch({ acks: -1, topicMessages });
}

function isTooLarge(error: unknown): boolean {
  const cause = error instanceof KafkaJSNonRetriableError ? error.cause : error;
  return cause instanceof KafkaJSProtocolError && tooLarge.includes(cause.type);
}
