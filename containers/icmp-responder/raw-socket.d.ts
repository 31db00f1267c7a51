/** The part of `raw-socket` that is used here; the package brings no types. */
declare module 'raw-socket' {
  import type { EventEmitter } from 'node:events';

  export interface RawSocket extends EventEmitter<{ message: [Buffer, string]; error: [Error]; close: [] }> {
    setOption(level: number, option: number, value: number): void;
    send(
      bytes: Buffer,
      offset: number,
      length: number,
      address: string,
      done: (error: Error | null, sentBytes: number) => void,
    ): void;
    close(): void;
  }

  const rawSocket: {
    createSocket(options: { protocol: number; bufferSize?: number }): RawSocket;
    readonly Protocol: { readonly ICMP: number };
    readonly SocketLevel: { readonly SOL_SOCKET: number; readonly IPPROTO_IP: number };
    readonly SocketOption: { readonly IP_HDRINCL: number; readonly SO_RCVBUF: number };
  };
  export default rawSocket;
}
