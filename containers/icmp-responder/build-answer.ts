import { buildEchoReply, buildEchoRequest, buildIcmpError } from '../../harness/protocols/icmp/build-icmp.ts';
import { buildIpv4, type Ipv4Packet } from '../../harness/protocols/icmp/ipv4.ts';
import { parseIcmp } from '../../harness/protocols/icmp/parse-icmp.ts';
import { IcmpType } from '../../harness/protocols/icmp/types.ts';
import type { IcmpMessage } from './script.ts';

/** Where errors come from when the script does not say: the far end of the wire, as a router on the way. */
const routerAddress = '10.0.0.1';

const errors = {
  unreachable: { type: IcmpType.destinationUnreachable, code: 1 },
  'time-exceeded': { type: IcmpType.timeExceeded, code: 0 },
  'parameter-problem': { type: IcmpType.parameterProblem, code: 0 },
} as const;

/**
 * The IPv4 packet that the script wants sent for an echo request, back to where that came from.
 * @param request the IPv4 packet as it came, its payload an echo request
 */
export function buildAnswer(request: Ipv4Packet, script: IcmpMessage): Uint8Array {
  const message = buildMessage(request, script);
  if (message.length >= 4) spoil(message, script);
  const isError = (script.kind ?? 'reply') in errors;
  return buildIpv4({
    source: script.source ?? (isError ? routerAddress : request.destination),
    destination: request.source,
    payload: message,
    ...(script.ttl !== undefined && { ttl: script.ttl }),
    ...(script.ipOptions && { options: script.ipOptions }),
  });
}

function buildMessage(request: Ipv4Packet, script: IcmpMessage): Uint8Array {
  const echo = shiftedEcho(request, script);
  switch (script.kind ?? 'reply') {
    case 'reply':
      return buildEchoReply({ ...echo, code: script.code ?? 0 });
    case 'request':
      return buildEchoRequest(echo);
    case 'raw':
      return Uint8Array.from(script.bytes ?? []);
    case 'unreachable':
    case 'time-exceeded':
    case 'parameter-problem': {
      const error = errors[script.kind as keyof typeof errors];
      const about = buildIpv4({ ...request, ttl: 1, payload: buildEchoRequest(echo) });
      return buildIcmpError({ type: error.type, code: script.code ?? error.code, about });
    }
  }
}

/** The echo fields that came, moved by the script's offsets: for an error, those of the request that it quotes. */
function shiftedEcho(request: Ipv4Packet, script: IcmpMessage) {
  const { identifier = 0, sequence = 0, payload } = parseIcmp(request.payload);
  return {
    identifier: identifier + (script.identifierOffset ?? 0),
    sequence: sequence + (script.sequenceOffset ?? 0),
    payload,
  };
}

function spoil(message: Uint8Array, { checksumXor = 0, corruptsPayload = false }: IcmpMessage): void {
  message[2] = (message[2] ?? 0) ^ (checksumXor >> 8);
  message[3] = (message[3] ?? 0) ^ (checksumXor & 0xff);
  if (!corruptsPayload) return;
  const middle = Math.min(message.length - 1, 8 + Math.floor((message.length - 8) / 2));
  message[middle] = (message[middle] ?? 0) ^ 0x10;
}
