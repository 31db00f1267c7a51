/** What is not as RFC 1035 has it, and where. */
export interface DnsDeviation {
  readonly kind: 'length' | 'flags' | 'counts' | 'name' | 'class' | 'trailing';
  /** Of the byte it is about, from the start of the message. */
  readonly offset: number;
  /** A clause for the student: `the label is 15 bytes long and holds dots`. */
  readonly text: string;
}

/** A query to a recursive name server as far as it can be read; what is missing is 0 or empty. */
export interface DnsQuery {
  readonly id: number;
  /** Of the first question, as Latin-1 text. */
  readonly labels: readonly string[];
  /** `A`, `AAAA`, or the number of another type. */
  readonly type: string;
  /** In the order of the message. */
  readonly deviations: readonly DnsDeviation[];
}

const headerLength = 12;
const longestLabel = 63;
const typeNames: Readonly<Record<number, string>> = { 1: 'A', 28: 'AAAA' };

/**
 * Reads a query of one question and notes what is wrong with it. Takes any bytes, and does not throw.
 * @see https://www.rfc-editor.org/rfc/rfc1035#section-4.1 RFC 1035 section 4.1
 */
export function parseDnsQuery(bytes: Uint8Array): DnsQuery {
  const message = Buffer.from(bytes);
  const deviations: DnsDeviation[] = [];
  const note = (kind: DnsDeviation['kind'], offset: number, text: string) =>
    deviations.push({ kind, offset, text });
  if (message.length < headerLength) {
    note('length', message.length, `it has ${message.length} bytes; the header alone has ${headerLength}`);
    return { id: 0, labels: [], type: '0', deviations };
  }
  const flags = message.readUInt16BE(2);
  if ((flags & 0xf800) !== 0) note('flags', 2, 'it is no standard query: QR and OPCODE must be 0');
  if ((flags & 0x0100) === 0) note('flags', 2, 'the bit RD (0x0100) is not set');
  noteCounts(message, note);
  const { labels, end } = readName(message, note);
  const question = end === undefined ? undefined : readTypeAndClass(message, end, note);
  return {
    id: message.readUInt16BE(0),
    labels,
    type: question === undefined ? '0' : (typeNames[question] ?? String(question)),
    deviations,
  };
}

type Note = (kind: DnsDeviation['kind'], offset: number, text: string) => void;

function noteCounts(message: Buffer, note: Note): void {
  const questions = message.readUInt16BE(4);
  if (questions !== 1) note('counts', 4, `QDCOUNT is ${questions}`);
  if (message.readUInt32BE(6) !== 0) note('counts', 6, 'a query has no answer and no authority records');
}

/** @returns QTYPE */
function readTypeAndClass(message: Buffer, start: number, note: Note): number {
  const end = start + 4;
  if (end > message.length) {
    // The first byte of QTYPE was taken for the end of the name.
    if (end - message.length === 1) note('name', start - 1, 'no zero byte ends the name');
    else note('length', message.length, 'it ends before QTYPE and QCLASS, which follow the name');
    return 0;
  }
  const questionClass = message.readUInt16BE(start + 2);
  if (questionClass !== 1) note('class', start + 2, `QCLASS is ${questionClass}; IN is 1`);
  // What a client adds behind the question (EDNS) it has to count.
  const surplus = message.length - end;
  if (surplus > 0 && message.readUInt16BE(10) === 0)
    note('trailing', end, `${surplus} more bytes than the header counts`);
  return message.readUInt16BE(start);
}

/** @returns the labels, and the offset behind the name, when it has an end */
function readName(
  message: Buffer,
  note: Note,
): { readonly labels: readonly string[]; readonly end?: number } {
  const labels: string[] = [];
  let at = headerLength;
  for (;;) {
    const length = message[at];
    if (length === 0) return { labels, end: at + 1 };
    const isLabel = length !== undefined && length <= longestLabel;
    if (!isLabel || at + 1 + length > message.length) {
      note('name', at, whyNoLabel(length));
      return { labels };
    }
    const label = message.toString('latin1', at + 1, at + 1 + length);
    if (label.includes('.')) note('name', at, `the label "${label}" holds a dot`);
    labels.push(label);
    at += 1 + length;
  }
}

function whyNoLabel(length: number | undefined): string {
  if (length === undefined) return 'no zero byte ends the name';
  return length > longestLabel
    ? `the byte ${length} is no length of a label (1 to ${longestLabel})`
    : `the length ${length} is more than there are bytes left`;
}
