import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { SMTPServer } from 'smtp-server';
import { findDataEnd, parseSmtpCommand, readSmtpCredentials } from '../../harness/protocols/smtp/index.ts';
import type { CertificateAuthority } from '../../harness/wire/certificate-authority.ts';
import type { ConversationRecorder } from '../../harness/wire/recorder.ts';
import type { UntilRead } from '../../harness/wire/until-read.ts';
import { ClientStream, type Find, type Taken } from './client-stream.ts';
import { pause } from './pause.ts';
import { replyCode } from './reply-rules.ts';
import type { SmtpCommandEntry, SmtpEntry, SmtpMessageEntry, SmtpScript } from './script.ts';
import { type Answer, ServerAnswers } from './server-answers.ts';
import { SessionLog } from './session-log.ts';
import { acceptTls } from './tls-layer.ts';

export interface SessionParts {
  readonly socket: Socket;
  readonly script: SmtpScript;
  readonly server: SMTPServer;
  readonly authority: CertificateAuthority;
  readonly conversation: ConversationRecorder;
  readonly untilRead?: UntilRead | undefined;
  elapsedMs(): number;
}

const DEFAULT_SNIFF_MS = 150;
/** First byte of a TLS record that opens a handshake. */
const TLS_HANDSHAKE = 0x16;
const LF = 0x0a;
/** A line that is longer is cut here. */
const MAX_LINE_BYTES = 65_536;

/** One client from its connection to its end, as the gateway in front of `smtp-server` sees it: the raw bytes. */
export class SmtpSession {
  readonly #parts: SessionParts;
  readonly #log: SessionLog;
  readonly #answers: ServerAnswers;
  readonly #aborted = new AbortController();
  #stream: ClientStream | undefined;
  /** How many bytes had come when the last reply left: what began before that did not wait for it. */
  #receivedAtReply = 0;
  #isOver = false;
  #isInData = false;
  #user: string | undefined;

  constructor(parts: SessionParts) {
    const { conversation, socket, script, server } = parts;
    this.#parts = parts;
    this.#log = new SessionLog(conversation.id, socket.localPort ?? 0, parts.elapsedMs());
    this.#answers = new ServerAnswers(
      script,
      server,
      socket.remoteAddress ?? '10.0.0.2',
      this.#aborted.signal,
    );
  }

  /** Serves the client until one side closes. Never rejects for what the client does. */
  async run(): Promise<void> {
    try {
      this.#stream = await this.#openStream();
      if (this.#stream) await this.#say(await this.#answers.greeting());
      while (this.#stream && !this.#isOver) {
        const line = await this.#take(lineLength);
        if (!line) break;
        await this.#serve(line);
      }
      this.#log.ended(this.#isOver ? 'server-closed' : 'client-closed');
      this.#stream?.end();
    } finally {
      this.#answers.destroy();
    }
  }

  /** Ends it from our side, whatever it waits for. */
  destroy(): void {
    this.#aborted.abort();
    this.#parts.socket.destroy();
    this.#answers.destroy();
  }

  /** What is known so far, a line or a message that has not ended included. */
  entry(): SmtpEntry {
    const pending = this.#stream?.pending ?? Buffer.alloc(0);
    const entry = this.#log.snapshot();
    if (this.#isInData) return { ...entry, messages: [...entry.messages, this.#messageEntry(pending)] };
    if (pending.length === 0 || pending.includes(LF)) return entry;
    return { ...entry, commands: [...entry.commands, this.#commandEntry('', pending, false)] };
  }

  async #openStream(): Promise<ClientStream | undefined> {
    const { socket, conversation, untilRead } = this.#parts;
    if (await this.#beginsWithTls()) return this.#secure(socket, 'implicit');
    return new ClientStream(socket, conversation, untilRead);
  }

  async #beginsWithTls(): Promise<boolean> {
    const { socket, script } = this.#parts;
    if (script.security !== 'auto') return script.security === 'implicit';
    const isReadable = once(socket, 'readable').catch(() => undefined);
    await Promise.race([isReadable, pause(script.sniffMs ?? DEFAULT_SNIFF_MS, this.#aborted.signal)]);
    const first: Buffer | null = socket.read();
    if (first) socket.unshift(first);
    return first?.[0] === TLS_HANDSHAKE;
  }

  async #secure(socket: Socket, how: 'implicit' | 'starttls'): Promise<ClientStream | undefined> {
    const { authority, script, conversation, untilRead } = this.#parts;
    const made = await acceptTls(socket, authority, script.certificate);
    if (made.serverName !== undefined) this.#log.set({ serverName: made.serverName });
    if (!made.isSecure) {
      this.#log.set({ tlsError: made.error });
      conversation.event('program', 'error', `TLS: ${made.error}`);
      return undefined;
    }
    this.#log.set({ usedTls: how });
    const name = made.serverName === undefined ? 'no name asked for' : `for ${made.serverName}`;
    conversation.event('peer', 'note', `${made.protocol} established, ${name}`);
    this.#receivedAtReply = 0;
    const stream = new ClientStream(made.socket, conversation, untilRead);
    await this.#answers.encrypted(how === 'starttls');
    return stream;
  }

  /** Answers one command line, and does what comes of it. */
  async #serve(line: Taken): Promise<void> {
    const command = parseSmtpCommand(line.bytes);
    const code = await this.#respond(command.verb, line, () => this.#answers.command(command));
    if (command.verb === 'STARTTLS' && code === 220) await this.#startTls();
    else if (command.verb === 'AUTH') await this.#finishAuth(line, code);
    else if (command.verb === 'DATA' && code === 354) await this.#receiveMessage();
    else if (command.verb === 'QUIT' && code > 0 && code < 400) {
      this.#log.ended('quit');
      this.#isOver = true;
    }
  }

  /** Notes a line, says what `decide` answers to it. @returns the reply's code */
  async #respond(verb: string, line: Taken, decide: () => Promise<Answer>): Promise<number> {
    const cameBeforeReply = line.offset < this.#receivedAtReply;
    const entry = this.#log.command(this.#commandEntry(verb, line.bytes, cameBeforeReply));
    const answer = await decide();
    entry.reply = answer.text;
    await this.#say(answer);
    entry.repliedAtMs = this.#parts.elapsedMs();
    return replyCode(answer.text);
  }

  async #startTls(): Promise<void> {
    const socket = this.#stream?.isEnded ? undefined : this.#stream?.release();
    this.#stream = socket && (await this.#secure(socket, 'starttls'));
  }

  async #finishAuth(first: Taken, firstCode: number): Promise<void> {
    const lines = [first.bytes];
    let code = firstCode;
    while (code === 334 && !this.#isOver) {
      const line = await this.#take(lineLength);
      if (!line) return;
      lines.push(line.bytes);
      const text = `${line.bytes.toString('latin1').trim()}\r\n`;
      code = await this.#respond('AUTH*', line, () => this.#answers.authLine(text));
    }
    if (code === 235) this.#user = readSmtpCredentials(lines).user;
  }

  async #receiveMessage(): Promise<void> {
    this.#isInData = true;
    const data = await this.#take((pending) => {
      const end = findDataEnd(pending);
      return end && end.messageLength + end.terminatorLength;
    });
    if (!data) {
      // The client is gone. What it sent of the message stays where it is: `entry` tells of it.
      this.#log.ended('client-closed');
      this.#isOver = true;
      return;
    }
    this.#isInData = false;
    const length = findDataEnd(data.bytes)?.messageLength ?? data.bytes.length;
    const raw = data.bytes.subarray(0, length);
    const cameBeforeReply = data.offset < this.#receivedAtReply;
    const entry = this.#log.message({
      ...this.#messageEntry(raw),
      terminator: Uint8Array.from(data.bytes.subarray(length)),
      cameBeforeReply,
    });
    const answer = await this.#answers.message(raw);
    entry.reply = answer.text;
    await this.#say(answer);
  }

  #messageEntry(raw: Uint8Array): SmtpMessageEntry {
    const user = this.#user === undefined ? {} : { user: this.#user };
    const none = { terminator: new Uint8Array(), reply: '' };
    return { ...this.#answers.envelope, raw: Uint8Array.from(raw), ...none, ...user };
  }

  #commandEntry(verb: string, bytes: Uint8Array, cameBeforeReply: boolean): SmtpCommandEntry {
    const atMs = this.#parts.elapsedMs();
    return {
      atMs,
      verb: verb || parseSmtpCommand(bytes).verb,
      bytes: Uint8Array.from(bytes),
      reply: '',
      repliedAtMs: atMs,
      cameBeforeReply,
      isEncrypted: this.#log.isEncrypted,
    };
  }

  async #take(find: Find): Promise<Taken | undefined> {
    return this.#stream?.take(find);
  }

  async #say({ text, closes }: Answer): Promise<void> {
    const { script } = this.#parts;
    if (script.replyDelayMs && text !== '') await pause(script.replyDelayMs, this.#aborted.signal);
    const written = await this.#stream?.write(Buffer.from(text, 'latin1'), script);
    if (text !== '') this.#receivedAtReply = written ?? 0;
    if (!closes) return;
    this.#log.ended('server-closed');
    this.#isOver = true;
  }
}

function lineLength(pending: Buffer): number | undefined {
  const at = pending.indexOf(LF);
  if (at >= 0) return at + 1;
  return pending.length > MAX_LINE_BYTES ? pending.length : undefined;
}
