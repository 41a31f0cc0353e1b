/** Something the user can put right; the message is one sentence that says what and how. */
export class UserError extends Error {
  override name = 'UserError';
}
