/** Something the user must mend; the message says what. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
