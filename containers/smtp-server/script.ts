/** How the mail server behaves. Plain data. */
export interface SmtpScript {
  /** `implicit`: TLS from the first byte; `starttls`: offered; `plain`: never. `auto` looks at the first bytes. */
  readonly security: 'plain' | 'starttls' | 'implicit' | 'auto';
  /** `auto`: how long it waits for the first byte before it greets in plain text; the default is 150. */
  readonly sniffMs?: number;
  /** Refuses MAIL before TLS (530). */
  readonly requiresTls?: boolean;
  /** Refuses MAIL before AUTH (530). */
  readonly requiresAuth?: boolean;
  /** Mechanisms offered; the default is PLAIN and LOGIN. Empty: AUTH is not offered. */
  readonly authMechanisms?: readonly ('PLAIN' | 'LOGIN')[];
  /**
   * When the answer to EHLO names AUTH; the default is always. AUTH is answered all the same: a program that does not
   * look at the answer to EHLO shall get on.
   */
  readonly advertisesAuth?: 'always' | 'over-tls' | 'never';
  /** Accepted only with these; any when absent. */
  readonly credentials?: { readonly user: string; readonly password: string };
  /** Replies that replace the server's own, by command verb. */
  readonly replies?: readonly SmtpReplyRule[];
  /** Before every reply. */
  readonly replyDelayMs?: number;
  /** Replies leave in pieces of so many bytes, `segmentGapMs` apart. */
  readonly segmentSize?: number;
  readonly segmentGapMs?: number;
  /** Greeting as several lines (`220-...`). */
  readonly hasMultilineGreeting?: boolean;
  /** Which certificate it shows: the world's own authority, or one nobody trusts, or one for another name. */
  readonly certificate?: 'trusted' | 'self-signed' | 'wrong-name';
}

export interface SmtpReplyRule {
  /**
   * `CONNECT`, `EHLO`, `HELO`, `AUTH`, `MAIL`, `RCPT`, `DATA`, `MESSAGE` (after the final dot), `QUIT`, `STARTTLS`.
   * For `AUTH` it replaces the last reply of the exchange, not the 334s before it.
   */
  readonly command: string;
  /** Only the n-th of these commands, from 1; all when absent. */
  readonly nth?: number;
  /** Only when the argument contains this text (a recipient, say). */
  readonly argument?: string;
  /**
   * Raw reply lines without CRLF: `550 5.1.1 No such user`. Several for a multi-line reply. A reply of 400 or more keeps
   * the command from the server; a lower one stands in for the server's own when that is of the same kind.
   */
  readonly lines: readonly string[];
  /** Closes the connection after it. */
  readonly closes?: boolean;
  /** Says nothing at all and closes. */
  readonly hangsUp?: boolean;
  readonly delayMs?: number;
}

/** One session, as the server understood it. Raw bytes stand in the transcript, decrypted. */
export interface SmtpEntry {
  /** The conversation (decrypted when TLS was used). */
  readonly conversation: string;
  /** The port that was dialled. */
  readonly port?: number;
  readonly openedAtMs: number;
  readonly usedTls: 'none' | 'implicit' | 'starttls';
  /** Name asked for by SNI, if any. */
  readonly serverName?: string;
  /** TLS handshake error the client caused (`unknown ca`), if any. */
  readonly tlsError?: string;
  /** Commands in order, with the bytes as they came (line end included), and the reply that was sent. */
  readonly commands: readonly SmtpCommandEntry[];
  /** Accepted and refused messages, raw, as sent between the 354 and the final dot (dot-stuffing still in). */
  readonly messages: readonly SmtpMessageEntry[];
  readonly ended: 'quit' | 'client-closed' | 'server-closed' | 'open';
}

export interface SmtpCommandEntry {
  readonly atMs: number;
  /** Upper-cased first word; for lines of an AUTH exchange `AUTH*`. */
  readonly verb: string;
  readonly bytes: Uint8Array;
  readonly reply: string;
  /** When the last byte of the reply left. Commands that came before that did not wait. */
  readonly repliedAtMs: number;
  /** Bytes of this command (or more) had come before the previous reply left. */
  readonly cameBeforeReply: boolean;
  /** It came under TLS. */
  readonly isEncrypted?: boolean;
}

export interface SmtpMessageEntry {
  readonly sender: string;
  readonly recipients: readonly string[];
  /** As sent, dots still stuffed, without the terminator. */
  readonly raw: Uint8Array;
  /** The terminator as it came, escaped by nobody: usually CR LF . CR LF. Empty: it never came, the session ended first. */
  readonly terminator: Uint8Array;
  readonly reply: string;
  readonly user?: string;
  /** Its first bytes had come before the 354 left. */
  readonly cameBeforeReply?: boolean;
}
