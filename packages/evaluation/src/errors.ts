/** A history that can't be evaluated as it was asked for. The message says what is wrong, with what, and what to do. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
}
