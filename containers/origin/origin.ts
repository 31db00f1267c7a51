import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Peer, PeerOptions } from '../../harness/wire/peer.ts';
import { serveOriginConnection } from './origin-connection.ts';
import type { OriginEntry, OriginScript } from './script.ts';

/**
 * Starts the web server that a proxy fetches from. It answers as the script says, and notes every request.
 *
 * @param port 0 for any free one
 * @throws when the port cannot be bound
 */
export async function startOrigin(
  port: number,
  script: OriginScript,
  options: PeerOptions,
): Promise<Peer<OriginScript, OriginEntry>> {
  const server = createServer({ allowHalfOpen: true, noDelay: true });
  server.listen({ port, host: options.host ?? '0.0.0.0' });
  await once(server, 'listening');
  return new Origin(server, script, options);
}

class Origin implements Peer<OriginScript, OriginEntry> {
  readonly port: number;
  readonly #server: Server;
  readonly #options: PeerOptions;
  readonly #entries: OriginEntry[] = [];
  readonly #sockets = new Set<Socket>();
  #script: OriginScript;

  constructor(server: Server, script: OriginScript, options: PeerOptions) {
    this.#server = server;
    this.#script = script;
    this.#options = options;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (socket) => this.#accept(socket));
  }

  async setScript(script: OriginScript): Promise<void> {
    this.#script = script;
  }

  async log(): Promise<readonly OriginEntry[]> {
    return [...this.#entries];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    if (this.#server.listening) await once(this.#server, 'close');
  }

  #accept(socket: Socket): void {
    const { recorder, untilRead } = this.#options;
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    serveOriginConnection(socket, {
      conversation: recorder.open({
        peer: 'origin',
        protocol: 'tcp',
        openedBy: 'program',
        dialled: `${socket.localAddress ?? ''}:${socket.localPort ?? this.port}`,
      }),
      script: () => this.#script,
      elapsedMs: () => recorder.elapsedMs(),
      untilRead,
      note: (entry) => this.#entries.push(entry),
    });
  }
}
