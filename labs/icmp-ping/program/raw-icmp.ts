import { createRequire } from 'node:module';

/** What we use of the npm package `raw-socket`. */
export interface RawSocket {
  on(event: 'message', listener: (packet: Buffer) => void): void;
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
  createSocket(options: { protocol: number }): RawSocket;
  readonly Protocol: { readonly ICMP: number };
}

/** Something the user must mend; the message says what. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/**
 * Opens a raw ICMP socket: we write the ICMP message, the kernel the IPv4 header.
 * @throws SetupError when the package is missing or raw sockets are not allowed
 */
export function openRawIcmp(): RawSocket {
  const rawSocket = loadRawSocket();
  try {
    return rawSocket.createSocket({ protocol: rawSocket.Protocol.ICMP });
  } catch (error) {
    throw new SetupError(
      `cannot open a raw socket: ${(error as Error).message}. ` +
        'Run it as root (sudo), or give the capability: sudo setcap cap_net_raw+ep "$(command -v node)"',
    );
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
