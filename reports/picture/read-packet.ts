import type { StoredPacket } from '../transcript-file.ts';

/** What a stored packet's summary says, as fields again. */
export type PacketParts =
  | {
      readonly protocol: 'tcp';
      readonly sourcePort: number;
      readonly destinationPort: number;
      readonly flags: ReadonlySet<string>;
      readonly dataLength: number;
    }
  | {
      readonly protocol: 'udp';
      readonly sourcePort: number;
      readonly destinationPort: number;
      readonly dataLength: number;
    }
  | { readonly protocol: 'icmp'; readonly type: number; readonly code: number; readonly length: number }
  | { readonly protocol: 'other' };

const tcp = /^TCP (\d+) > (\d+) ((?:SYN|FIN|RST|ACK| )*)(?:, (\d+) bytes)?$/;
const udp = /^UDP (\d+) > (\d+), (\d+) bytes$/;
const icmp = /^ICMP type (\d+) code (\d+), (\d+) bytes$/;

/** Reads what `summarisePacket` wrote; `other` for anything else. */
export function readPacket({ summary }: Pick<StoredPacket, 'summary'>): PacketParts {
  const segment = tcp.exec(summary);
  if (segment) {
    const [, source, destination, flags = '', bytes = '0'] = segment;
    return {
      protocol: 'tcp',
      sourcePort: Number(source),
      destinationPort: Number(destination),
      flags: new Set(flags.split(' ').filter(Boolean)),
      dataLength: Number(bytes),
    };
  }
  const datagram = udp.exec(summary);
  if (datagram) {
    const [, source, destination, bytes] = datagram;
    return {
      protocol: 'udp',
      sourcePort: Number(source),
      destinationPort: Number(destination),
      dataLength: Number(bytes),
    };
  }
  const message = icmp.exec(summary);
  if (!message) return { protocol: 'other' };
  const [, type, code, length] = message;
  return { protocol: 'icmp', type: Number(type), code: Number(code), length: Number(length) };
}
