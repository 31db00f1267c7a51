/** What the exit status tells. */
export const ExitStatus = {
  sent: 0,
  /** The server refused: the login, the sender, a recipient, the message. */
  refused: 1,
  /** Called wrongly: nothing was sent. */
  usage: 2,
  /** No connection, no TLS, a certificate that is not trusted, a time-out, or the server went away. */
  connection: 3,
} as const;

/** Why no mail was sent, as a sentence for the user. */
export class MailFailure extends Error {
  override readonly name = 'MailFailure';
  readonly exitStatus: number;

  constructor(message: string, exitStatus: number) {
    super(message);
    this.exitStatus = exitStatus;
  }
}
