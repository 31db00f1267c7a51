import { Connection } from './connection.ts';
import type { Dialogue } from './dialogue.ts';
import { ExitStatus, MailFailure } from './failure.ts';
import type { Job } from './job.ts';
import { composeMessage } from './message.ts';
import { type Refusal, SmtpClient } from './smtp-client.ts';

/** What became of a mail that the server took. */
export interface Delivery {
  readonly accepted: readonly string[];
  readonly refused: readonly Refusal[];
  readonly messageId: string;
  /** Octets of the message, as it was sent. */
  readonly bytes: number;
  /** The server's last word: `250 2.0.0 queued as ...`. */
  readonly reply: string;
}

export interface Surroundings {
  readonly dialogue: Dialogue;
  readonly trusted: readonly string[];
  readonly timeoutMs: number;
}

/**
 * The whole dialogue, from the connection to QUIT.
 * @throws MailFailure when the mail was not sent to anyone
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-3.3 a mail transaction
 */
export async function sendMail(job: Job, { dialogue, trusted, timeoutMs }: Surroundings): Promise<Delivery> {
  const { host, port, tls } = job;
  dialogue.note(`Connecting to ${host} port ${port}${tls === 'implicit' ? ', TLS' : ''}`);
  const connection = await Connection.open({
    host,
    port,
    isImplicitTls: tls === 'implicit',
    trusted,
    timeoutMs,
  });
  const client = new SmtpClient(connection, dialogue);
  try {
    const delivery = await converse(job, client);
    await client.quit();
    return delivery;
  } catch (error) {
    // Also after a refusal the server is told that there is no more to come.
    if (error instanceof MailFailure && error.exitStatus === ExitStatus.refused) await client.quit();
    connection.destroy();
    throw error;
  }
}

async function converse({ tls, credentials, mail }: Job, client: SmtpClient): Promise<Delivery> {
  await client.greeting();
  await client.hello();
  if (tls === 'starttls') await client.startTls();
  if (credentials) await client.authenticate(credentials);
  const message = composeMessage(mail, client.offers('8BITMIME'), new Date());
  await client.mailFrom(mail.from, message.isEightBit);
  const refused = await client.rcptTo(mail.to);
  const reply = await client.data(message.text);
  const accepted = mail.to.filter((each) => !refused.some(({ recipient }) => recipient === each));
  return { accepted, refused, messageId: message.messageId, bytes: Buffer.byteLength(message.text), reply };
}
