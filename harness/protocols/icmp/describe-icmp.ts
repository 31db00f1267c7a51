import { parseIcmp } from './parse-icmp.ts';
import { IcmpType, icmpCodeName, icmpTypeName, isIcmpErrorType } from './types.ts';

/** One line for a transcript: `echo request id 0x1234 seq 3`, `Destination Unreachable, host unreachable`. */
export function describeIcmp(bytes: Uint8Array): string {
  const { type, code, identifier, sequence, quoted, deviations } = parseIcmp(bytes);
  const remarks = deviations.length > 0 ? ` (${deviations.join(', ').replaceAll('-', ' ')})` : '';
  if (type === IcmpType.echoRequest || type === IcmpType.echoReply) {
    const kind = type === IcmpType.echoRequest ? 'echo request' : 'echo reply';
    return `${kind} ${echoIdentity(identifier, sequence)}${remarks}`;
  }
  if (!isIcmpErrorType(type)) return `${icmpTypeName(type)}, code ${code}${remarks}`;
  const about = quoted?.message
    ? ` about ${echoIdentity(quoted.message.identifier, quoted.message.sequence)}`
    : '';
  return `${icmpTypeName(type)}, ${icmpCodeName(type, code)}${about}${remarks}`;
}

function echoIdentity(identifier: number | undefined, sequence: number | undefined): string {
  if (identifier === undefined || sequence === undefined) return '(cut off)';
  return `id 0x${identifier.toString(16).padStart(4, '0')} seq ${sequence}`;
}
