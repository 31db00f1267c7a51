import { createRequire } from 'node:module';
import type { IcmpListener, IcmpPeer, IcmpSocket } from './icmp-socket.ts';
import { type IcmpVersion, icmpVersionFor } from './icmp-version.ts';
import { readIpv4 } from './ipv4.ts';
import { SetupError } from './setup-error.ts';

/** What we use of the npm package `raw-socket`. */
interface RawSocket {
  on(event: 'message', listener: (packet: Buffer, source: string) => void): void;
  on(event: 'error', listener: (error: Error) => void): void;
  send(
    message: Buffer,
    offset: number,
    length: number,
    address: string,
    beforeSend: () => void,
    afterSend: (error: Error | null) => void,
  ): void;
  close(): void;
}

interface RawSocketModule {
  createSocket(options: { protocol: number; addressFamily: number }): RawSocket;
  readonly AddressFamily: { readonly IPv4: number; readonly IPv6: number };
}

/**
 * Opens a raw ICMP socket: we write the ICMP message, the kernel the IP header.
 * @returns undefined when this process may not
 * @throws SetupError when the package is missing, or the system knows no such sockets
 */
export function openRawIcmp({ address, identifier }: IcmpPeer): IcmpSocket | undefined {
  const version = icmpVersionFor(address);
  const socket = createRawSocket(version);
  // What goes wrong with a request is told to its `done`.
  socket?.on('error', () => undefined);
  return (
    socket && {
      identifier,
      listen: (listener) => listen(socket, version, listener),
      send(message, done) {
        let sentAtMs = 0;
        const stampTime = () => {
          sentAtMs = performance.now();
        };
        socket.send(message, 0, message.length, address, stampTime, (error) =>
          done(error ? { reason: error.message } : { sentAtMs }),
        );
      },
      close: () => socket.close(),
    }
  );
}

function listen(socket: RawSocket, { family }: IcmpVersion, listener: IcmpListener): void {
  socket.on('message', (packet, source) => {
    const atMs = performance.now();
    // An IPv6 socket gives no header, and raw-socket no way to ask for the hop limit.
    if (family === 6) listener.onMessage({ source, ttl: undefined, message: packet, atMs });
    const read = family === 4 && readIpv4(packet);
    if (read) listener.onMessage({ source: read.source, ttl: read.ttl, message: read.payload, atMs });
  });
}

function createRawSocket({ family, protocol }: IcmpVersion): RawSocket | undefined {
  const { createSocket, AddressFamily } = loadRawSocket();
  try {
    return createSocket({ protocol, addressFamily: AddressFamily[`IPv${family}`] });
  } catch (error) {
    // The package passes on no error codes, only the system's words for EPERM and EACCES.
    const { message } = error as Error;
    if (/not permitted|permission denied/i.test(message)) return undefined;
    throw new SetupError(`cannot open a raw socket for IPv${family}: ${message}`);
  }
}

/** A native CommonJS package: `require` also finds it through NODE_PATH, `import` would not. */
function loadRawSocket(): RawSocketModule {
  try {
    return createRequire(import.meta.url)('raw-socket') as RawSocketModule;
  } catch (error) {
    throw new SetupError(
      `the package raw-socket cannot be loaded: ${(error as Error).message.split('\n')[0]}. Install it: npm install raw-socket`,
    );
  }
}
