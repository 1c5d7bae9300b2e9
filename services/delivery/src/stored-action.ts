/**
 * An action as it is stored: its JSON, deflated against a text in which most of it stands already (keys, words, sentences of the
 * default policy). Measured on the actions of the bench's whole path: 220 characters instead of 1,661, for 38 µs of CPU.
 */
import { readFileSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { RetentionAction } from '@ebb/contracts';

/** By its bytes, for ever: what is stored was written against it. Another one would come with another mark. */
const dictionary = readFileSync(new URL('stored-action.dictionary.txt', import.meta.url));
/** Before what is written so. JSON, as it was stored before, begins with a brace. */
const mark = 'z';
/** A window that holds the dictionary and an action; a larger one costs half as much CPU again, and saves nothing. */
const settings = { dictionary, windowBits: 14, memLevel: 6 };

/** In base64: what goes through the JSON of a command is text. */
export const storedAction = (action: RetentionAction): string =>
  mark + deflateRawSync(JSON.stringify(action), settings).toString('base64');

export function actionFromStored(text: string): RetentionAction {
  const json = text.startsWith(mark) ? inflateRawSync(Buffer.from(text.slice(1), 'base64'), settings).toString() : text;
  return JSON.parse(json) as RetentionAction;
}
