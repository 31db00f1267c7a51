import type { SMTPServer } from 'smtp-server';
import { parsePath, type SmtpCommand } from '../../harness/protocols/smtp/index.ts';
import { innerCommand } from './inner-command.ts';
import { InnerDialogue } from './inner-dialogue.ts';
import { pause } from './pause.ts';
import { ehloReply, ReplyRules, replyCode, replyText } from './reply-rules.ts';
import type { SmtpScript } from './script.ts';

/** What is said to a command, and what becomes of the connection after it. */
export interface Answer {
  /** All lines of the reply with their ends; empty when nothing is said. */
  readonly text: string;
  readonly closes?: boolean;
}

const LONG_GREETING = ['220-mail.grade.example ESMTP', '220-This server greets at length.', '220 Go ahead'];

/** `Password:` */
const PASSWORD_PROMPT = '334 UGFzc3dvcmQ6\r\n';

/** What the server says in one session: the script's replies where it has one, else those of `smtp-server`. */
export class ServerAnswers {
  readonly #script: SmtpScript;
  readonly #rules: ReplyRules;
  readonly #signal: AbortSignal;
  readonly #newInner: () => InnerDialogue;
  #inner: InnerDialogue;
  #isEncrypted = false;
  #isGreeted = false;
  #isAuthenticated = false;
  /** Lines of an AUTH LOGIN that are still to come; undefined when it is no such exchange. */
  #loginLinesDue: number | undefined;
  #sender = '';
  #recipients: string[] = [];

  /** @param signal cuts delays short */
  constructor(script: SmtpScript, server: SMTPServer, remoteAddress: string, signal: AbortSignal) {
    this.#signal = signal;
    this.#script = script;
    this.#rules = new ReplyRules(script);
    this.#newInner = () => new InnerDialogue(server, remoteAddress);
    this.#inner = this.#newInner();
  }

  /** Sender and accepted recipients so far. */
  get envelope(): { readonly sender: string; readonly recipients: readonly string[] } {
    return { sender: this.#sender, recipients: [...this.#recipients] };
  }

  async greeting(): Promise<Answer> {
    const own = await this.#inner.greeting();
    return this.#decide('CONNECT', '', async () =>
      this.#script.hasMultilineGreeting ? replyText(LONG_GREETING) : own,
    );
  }

  async command(command: SmtpCommand): Promise<Answer> {
    const { verb, argument } = command;
    const refusal = this.#refusal(command);
    if (refusal !== undefined) return { text: refusal };
    if (verb === 'STARTTLS') return this.#decide(verb, '', async () => '220 2.0.0 Ready to start TLS\r\n');
    await this.#greetFor(verb);
    if (verb === 'AUTH') {
      this.#loginLinesDue = /^LOGIN\s*$/i.test(argument) ? 2 : undefined;
      return this.authLine(innerCommand(command));
    }
    const answer = await this.#decide(verb, argument, async () => {
      const own = await this.#inner.send(innerCommand(command));
      return verb === 'EHLO' ? ehloReply(own, this.#offers()) : own;
    });
    if (replyCode(answer.text) < 400) this.#keepEnvelope(command);
    return answer;
  }

  /**
   * A client that has not greeted, or not again after STARTTLS, gets on as it does with many servers: the missing command
   * costs its own check, and the one after TLS is only advised.
   * @see https://www.rfc-editor.org/rfc/rfc3207#section-4.2
   */
  async #greetFor(verb: string): Promise<void> {
    const greets = verb === 'EHLO' || verb === 'HELO';
    if (!greets && !this.#isGreeted && ['AUTH', 'MAIL', 'RCPT', 'DATA'].includes(verb))
      await this.#inner.send('EHLO client.example\r\n');
    this.#isGreeted ||= greets || verb === 'MAIL' || verb === 'AUTH';
  }

  /** A line of an AUTH exchange, the command itself included. */
  async authLine(line: string): Promise<Answer> {
    const due = this.#loginLinesDue;
    if (due !== undefined) this.#loginLinesDue = due - 1;
    const said = await this.#inner.send(line);
    if (replyCode(said) === 334) return { text: said };
    const isCancelled = line.trim() === '*';
    // A user name that is empty or no base64: the password that follows is waited for all the same.
    if (due === 1 && !this.#script.credentials && !isCancelled) return { text: PASSWORD_PROMPT };
    // Where any login will do, one that is written wrongly does too: it costs its own check, and the story goes on.
    const own = this.#script.credentials || isCancelled ? said : '235 2.7.0 Authentication successful\r\n';
    const answer = await this.#decide('AUTH', '', async () => own);
    if (replyCode(answer.text) === 235) this.#isAuthenticated = true;
    return answer;
  }

  /** @param raw as it came, without the terminator */
  async message(raw: Uint8Array): Promise<Answer> {
    const own = await this.#inner.send(Buffer.concat([raw, Buffer.from('\r\n.\r\n')]));
    this.#recipients = [];
    return this.#decide('MESSAGE', '', async () => own);
  }

  /**
   * TLS stands now. After STARTTLS all that was said in the clear is forgotten.
   * @see https://www.rfc-editor.org/rfc/rfc3207#section-4.2
   */
  async encrypted(isRestart: boolean): Promise<void> {
    this.#isEncrypted = true;
    if (!isRestart) return;
    this.#isAuthenticated = false;
    this.#isGreeted = false;
    this.#recipients = [];
    this.#inner.destroy();
    this.#inner = this.#newInner();
    await this.#inner.greeting();
  }

  destroy(): void {
    this.#inner.destroy();
  }

  /** What the gateway itself refuses, by the script. */
  #refusal({ verb, argument }: SmtpCommand): string | undefined {
    const { security, requiresTls, requiresAuth, authMechanisms } = this.#script;
    const offersStarttls = !this.#isEncrypted && (security === 'starttls' || security === 'auto');
    if (verb === 'STARTTLS' && !offersStarttls) return '502 5.5.1 STARTTLS is not offered\r\n';
    if (requiresTls && !this.#isEncrypted && (verb === 'MAIL' || verb === 'AUTH')) {
      return '530 5.7.0 Must issue a STARTTLS command first\r\n';
    }
    if (requiresAuth && !this.#isAuthenticated && verb === 'MAIL') {
      return '530 5.7.0 Authentication required\r\n';
    }
    const [mechanism = ''] = argument.toUpperCase().split(' ');
    const isKnown = (authMechanisms ?? ['PLAIN', 'LOGIN']).some((each) => each === mechanism);
    return verb === 'AUTH' && !isKnown ? '504 5.5.4 Unrecognized authentication type\r\n' : undefined;
  }

  #offers(): { starttls: boolean; mechanisms: readonly string[] } {
    const { security, advertisesAuth = 'always', authMechanisms = ['PLAIN', 'LOGIN'] } = this.#script;
    const isAuthTold = advertisesAuth === 'always' || (advertisesAuth === 'over-tls' && this.#isEncrypted);
    return {
      starttls: !this.#isEncrypted && (security === 'starttls' || security === 'auto'),
      mechanisms: isAuthTold ? authMechanisms : [],
    };
  }

  async #decide(command: string, argument: string, own: () => Promise<string>): Promise<Answer> {
    const rule = this.#rules.take(command, argument);
    if (!rule) return { text: await own() };
    if (rule.delayMs) await pause(rule.delayMs, this.#signal);
    if (rule.hangsUp) return { text: '', closes: true };
    const closes = rule.closes ?? false;
    const scripted = replyText(rule.lines);
    if (replyCode(scripted) >= 400) return { text: scripted, closes };
    const text = await own();
    const isSameKind = Math.floor(replyCode(text) / 100) === Math.floor(replyCode(scripted) / 100);
    return { text: isSameKind ? scripted : text, closes };
  }

  #keepEnvelope({ verb, argument }: SmtpCommand): void {
    if (['MAIL', 'RSET', 'EHLO', 'HELO'].includes(verb)) this.#recipients = [];
    if (verb === 'MAIL') this.#sender = parsePath(argument, 'FROM').address ?? '';
    if (verb === 'RCPT') this.#recipients.push(parsePath(argument, 'TO').address ?? '');
  }
}
