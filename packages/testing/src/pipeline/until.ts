import { setTimeout as pause } from 'node:timers/promises';

const askEveryMilliseconds = 20;
const millisecondsMax = 120_000;

/**
 * Asks again and again until the answer is neither undefined nor false, and resolves with it.
 * @param what what is waited for, as a sentence; the error says that it did not happen in time, which is long enough for a slow machine
 */
export async function until<Answer>(
  what: string,
  ask: () => Answer | undefined | false | Promise<Answer | undefined | false>,
): Promise<Answer> {
  const deadline = Date.now() + millisecondsMax;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`not within ${millisecondsMax / 1_000} s: ${what}`);
    await pause(askEveryMilliseconds);
  }
}
