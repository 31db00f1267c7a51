/** Loaded before h1spec, which is written for Deno: as much of Deno, on Node.js, as it uses. */
import { once } from 'node:events';
import { connect } from 'node:net';

/** A connection in Deno's manner: one `read` for each piece that comes, null at the end. */
class Connection {
  readonly #socket;
  readonly #pieces;

  constructor(port: number, host: string) {
    this.#socket = connect({ port, host });
    this.#pieces = this.#socket.iterator();
  }

  async opened(): Promise<this> {
    await once(this.#socket, 'connect');
    return this;
  }

  async write(bytes: Uint8Array): Promise<number> {
    this.#socket.write(bytes);
    return bytes.length;
  }

  /** @returns how many bytes came */
  async read(buffer: Uint8Array): Promise<number | null> {
    const { value, done } = await this.#pieces.next();
    if (done) return null;
    const piece: Uint8Array = value.subarray(0, buffer.length);
    buffer.set(piece);
    return piece.length;
  }

  close(): void {
    this.#socket.destroy();
  }
}

const deno = {
  args: process.argv.slice(2),
  exit: (status: number) => {
    process.exitCode = status;
  },
  connect: ({ hostname, port }: { hostname: string; port: number }) =>
    new Connection(port, hostname).opened(),
};

Object.assign(globalThis, { Deno: deno });
