/** Something only the user can put right; the message says what happened, to what, and what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
