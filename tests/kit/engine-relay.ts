import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';

/** A second way to a Docker engine, which can be cut: to its clients the engine has then stopped. */
export class EngineRelay implements AsyncDisposable {
  /** For DOCKER_HOST. */
  readonly address: string;
  readonly #file: string;
  readonly #engineSocket: string;
  readonly #sockets = new Set<Socket>();
  #server = createServer();

  /** @param file where it listens, a Unix socket */
  constructor(file: string, engineSocket: string) {
    this.address = `unix://${file}`;
    this.#file = file;
    this.#engineSocket = engineSocket;
  }

  async open(): Promise<void> {
    // Each side may end its half while the other one still speaks: the engine's streams do.
    this.#server = createServer({ allowHalfOpen: true }, (client) => {
      const engine = connect({ path: this.#engineSocket, allowHalfOpen: true });
      for (const [from, to] of [
        [client, engine],
        [engine, client],
      ] as const) {
        this.#sockets.add(from);
        from.on('error', () => to.destroy()).on('close', () => this.#sockets.delete(from));
        from.pipe(to);
      }
    });
    this.#server.listen(this.#file);
    await once(this.#server, 'listening');
  }

  /** Cuts all connections, and takes no more. */
  async cut(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
    await rm(this.#file, { force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#server.listening) await this.cut();
  }
}
