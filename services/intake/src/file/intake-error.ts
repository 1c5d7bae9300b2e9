/** Nothing can be replayed as it was asked for. The message says what is wrong, with what, and what to do. */
export class IntakeError extends Error {
  override readonly name = 'IntakeError';
}
