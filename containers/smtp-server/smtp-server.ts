import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { SMTPServer } from 'smtp-server';
import type { CertificateAuthority } from '../../harness/wire/certificate-authority.ts';
import type { Peer, PeerOptions } from '../../harness/wire/peer.ts';
import { createInnerServer } from './inner-server.ts';
import type { SmtpEntry, SmtpScript } from './script.ts';
import { SmtpSession } from './smtp-session.ts';

export type SmtpServerOptions = PeerOptions & {
  /** Issues the certificates it shows. */
  readonly authority: CertificateAuthority;
};

/**
 * A mail server on `port` (0 picks a free one): a gateway of ours, which sees every raw byte and does TLS and what the script
 * says, in front of the npm package `smtp-server`, which gives the normal answers.
 * @throws when the port is taken or not allowed
 */
export async function startSmtpServer(
  port: number,
  script: SmtpScript,
  options: SmtpServerOptions,
): Promise<Peer<SmtpScript, SmtpEntry>> {
  const server = new SmtpGateway(script, options);
  await server.listen(port);
  return server;
}

class SmtpGateway implements Peer<SmtpScript, SmtpEntry> {
  readonly #options: SmtpServerOptions;
  readonly #listener: Server;
  readonly #inner: SMTPServer;
  readonly #sessions: SmtpSession[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #running = new Map<SmtpSession, Promise<void>>();
  #script: SmtpScript;

  constructor(script: SmtpScript, options: SmtpServerOptions) {
    this.#script = script;
    this.#options = options;
    this.#inner = createInnerServer(() => this.#script.credentials);
    this.#listener = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.#accept(socket));
  }

  get port(): number {
    return (this.#listener.address() as AddressInfo | null)?.port ?? 0;
  }

  async listen(port: number): Promise<void> {
    this.#listener.listen(port, this.#options.host);
    await once(this.#listener, 'listening');
  }

  /** Holds for connections that come from now on. */
  async setScript(script: SmtpScript): Promise<void> {
    this.#script = script;
  }

  async log(): Promise<readonly SmtpEntry[]> {
    return this.#sessions.map((session) => session.entry());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const isClosed = once(this.#listener, 'close');
    this.#listener.close();
    for (const session of this.#running.keys()) session.destroy();
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all([isClosed, ...this.#running.values()]);
  }

  #accept(socket: Socket): void {
    const { recorder, authority, untilRead } = this.#options;
    const address = socket.localAddress?.replace(/^::ffff:/, '') ?? '';
    const conversation = recorder.open({
      peer: 'smtp-server',
      protocol: 'tcp',
      openedBy: 'program',
      dialled: `${address}:${socket.localPort ?? this.port}`,
    });
    conversation.event('program', 'open');
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    // A reset before the session listens is no error of ours; the session notes those that come later.
    socket.on('error', () => undefined);
    const session = new SmtpSession({
      socket,
      script: this.#script,
      server: this.#inner,
      authority,
      conversation,
      untilRead,
      elapsedMs: () => recorder.elapsedMs(),
    });
    this.#sessions.push(session);
    const ended = session.run().finally(() => {
      this.#running.delete(session);
      closeGently(socket);
      conversation.event('peer', 'close');
    });
    this.#running.set(session, ended);
  }
}

/** Lets what was said arrive: a socket that is destroyed with unread bytes answers with a reset. */
function closeGently(socket: Socket): void {
  if (socket.destroyed) return;
  socket.resume();
  socket.end();
  socket.setTimeout(2000, () => socket.destroy());
}
