interface PacketParts {
  readonly protocol: number;
  readonly payload: Uint8Array;
  readonly tcp?: {
    readonly sourcePort: number;
    readonly destinationPort: number;
    readonly isSyn: boolean;
    readonly isAck: boolean;
    readonly isFin: boolean;
    readonly isRst: boolean;
    readonly dataLength: number;
  };
  readonly udp?: { readonly sourcePort: number; readonly destinationPort: number; readonly data: Uint8Array };
}

/** A packet in a few words, as Wireshark would list it: `TCP 49152 > 80 SYN`. */
export function summarisePacket({ protocol, payload, tcp, udp }: PacketParts): string {
  if (tcp) {
    const flags = [tcp.isSyn && 'SYN', tcp.isFin && 'FIN', tcp.isRst && 'RST', tcp.isAck && 'ACK'];
    const data = tcp.dataLength > 0 ? `, ${tcp.dataLength} bytes` : '';
    return `TCP ${tcp.sourcePort} > ${tcp.destinationPort} ${flags.filter(Boolean).join(' ')}${data}`;
  }
  if (udp) return `UDP ${udp.sourcePort} > ${udp.destinationPort}, ${udp.data.length} bytes`;
  if (protocol === 1)
    return `ICMP type ${payload[0] ?? '?'} code ${payload[1] ?? '?'}, ${payload.length} bytes`;
  return `IP protocol ${protocol}, ${payload.length} bytes`;
}
