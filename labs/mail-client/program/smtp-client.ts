import { type Credentials, planAuth } from './authentication.ts';
import type { Connection } from './connection.ts';
import type { Dialogue } from './dialogue.ts';
import { stuffDots } from './encoding.ts';
import { ExitStatus, MailFailure } from './failure.ts';
import { describeReply, type Reply } from './reply-reader.ts';

/** A recipient that the server would not have. */
export interface Refusal {
  readonly recipient: string;
  readonly reply: string;
}

/**
 * The client's side of SMTP, a method for each command. Each waits for the reply, and fails when it is not the one that lets the
 * dialogue go on.
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-4.3.2 which replies each command can get
 */
export class SmtpClient {
  readonly #connection: Connection;
  readonly #dialogue: Dialogue;
  #offers: ReadonlyMap<string, string> = new Map();
  /** Taken out of all that is shown of the server's words. */
  #secrets: readonly string[] = [];

  constructor(connection: Connection, dialogue: Dialogue) {
    this.#connection = connection;
    this.#dialogue = dialogue;
  }

  /** What the server said to EHLO: `STARTTLS`, `8BITMIME`. */
  offers(keyword: string): boolean {
    return this.#offers.has(keyword);
  }

  /** The server speaks first. */
  async greeting(): Promise<void> {
    this.#require(await this.#reply('the connection'), [220], 'The server does not greet');
  }

  /** EHLO, and HELO where the server does not know that. */
  async hello(): Promise<void> {
    const name = this.#connection.addressLiteral;
    const extended = await this.#command(`EHLO ${name}`);
    if (extended.code === 250) {
      this.#offers = new Map(extended.lines.slice(1).map(splitOffer));
      return;
    }
    const isUnknown = [500, 501, 502, 504].includes(extended.code);
    if (!isUnknown) this.#require(extended, [250], 'The server refused EHLO');
    this.#require(await this.#command(`HELO ${name}`), [250], 'The server refused HELO');
  }

  /** What was offered in the clear is forgotten: it could have been anyone's. */
  async startTls(): Promise<void> {
    if (!this.offers('STARTTLS')) {
      throw new MailFailure(
        'The server offers no STARTTLS; nothing was sent in the clear',
        ExitStatus.connection,
      );
    }
    this.#require(await this.#command('STARTTLS'), [220], 'The server refused STARTTLS');
    await this.#connection.startTls();
    this.#offers = new Map();
    this.#dialogue.note('TLS established, certificate checked');
    await this.hello();
  }

  async authenticate(credentials: Credentials): Promise<void> {
    const exchange = planAuth(this.#offers.get('AUTH')?.split(' ') ?? [], credentials);
    if (!exchange) {
      throw new MailFailure('The server offers neither AUTH PLAIN nor AUTH LOGIN', ExitStatus.refused);
    }
    this.#secrets = exchange.secrets.filter((each) => each !== '');
    let reply = await this.#command(exchange.command, exchange.shown);
    for (const answer of exchange.answers) {
      this.#require(reply, [334], 'The server refused the login');
      reply = await this.#command(answer, '********');
    }
    this.#require(reply, [235], 'The server refused the login');
  }

  async mailFrom(sender: string, isEightBit: boolean): Promise<void> {
    const reply = await this.#command(`MAIL FROM:<${sender}>${isEightBit ? ' BODY=8BITMIME' : ''}`);
    this.#require(reply, [250], `The server refused the sender ${sender}`);
  }

  /**
   * One RCPT for each. Those that are refused do not stop the others.
   * @returns the refused ones
   * @throws MailFailure when nobody is left, or the server gives up
   */
  async rcptTo(recipients: readonly string[]): Promise<Refusal[]> {
    const refused: Refusal[] = [];
    for (const recipient of recipients) {
      const reply = await this.#command(`RCPT TO:<${recipient}>`);
      if (reply.code === 250 || reply.code === 251) continue;
      refused.push({ recipient, reply: describeReply(reply) });
      const isNobodyLeft = refused.length === recipients.length;
      if (isNobodyLeft || reply.code === 421) {
        this.#require(reply, [250], `The server refused the recipient ${recipient}`);
      }
    }
    return refused;
  }

  /** @param text with CRLF line ends, the last line ended. @returns what the server said when it took it */
  async data(text: string): Promise<string> {
    this.#require(await this.#command('DATA'), [354], 'The server refused DATA');
    this.#dialogue.client(`(${Buffer.byteLength(text)} bytes of message)`);
    this.#dialogue.client('.');
    await this.#connection.sendLong(`${stuffDots(text)}.\r\n`);
    const reply = await this.#reply('the message');
    this.#require(reply, [250], 'The server refused the message');
    return describeReply(reply);
  }

  /** The mail is with the server already: whatever it answers does not matter any more. */
  async quit(): Promise<void> {
    await this.#command('QUIT').catch(() => undefined);
    await this.#connection.close();
  }

  async #command(line: string, shown = line): Promise<Reply> {
    this.#dialogue.client(shown);
    this.#connection.send(`${line}\r\n`);
    return this.#reply(shown.split(' ')[0] ?? '');
  }

  async #reply(to: string): Promise<Reply> {
    const { code, lines } = await this.#connection.reply(to);
    // A server may repeat what it was sent.
    const hide = (line: string): string =>
      this.#secrets.reduce((text, each) => text.replaceAll(each, '********'), line);
    const reply = { code, lines: lines.map(hide) };
    this.#dialogue.server(reply);
    return reply;
  }

  #require(reply: Reply, expected: readonly number[], problem: string): void {
    if (expected.includes(reply.code)) return;
    throw new MailFailure(`${problem}: ${describeReply(reply)}`, ExitStatus.refused);
  }
}

/** `AUTH PLAIN LOGIN` -> `AUTH`, `PLAIN LOGIN`; both in capitals. */
function splitOffer(line: string): [string, string] {
  const [keyword = '', ...parameters] = line.trim().toUpperCase().split(/[ =]+/);
  return [keyword, parameters.join(' ')];
}
