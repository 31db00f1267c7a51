import type { Observation } from '../../engine/observation.ts';
import type { Packet } from '../../wire/packet.ts';
import type { Conversation } from '../../wire/transcript.ts';
import type { Sighting } from './sighting.ts';

/** What one story showed of the wire. */
export interface SeenOnWire {
  /** The scenario's title. */
  readonly title: string;
  readonly observation: Pick<Observation, 'transcript' | 'packets'>;
}

interface Sign {
  readonly name: string;
  readonly crafts: Sighting['crafts'];
  /** In a message that the program sent; the match is the evidence. */
  readonly pattern: RegExp;
}

/** Only what nobody writes by hand: textbooks show `Server: Apache`, and so do programs that were. */
const answers: readonly Sign[] = [
  {
    name: 'a Python web server',
    crafts: ['http-server'],
    pattern:
      /^Server: *(?:SimpleHTTP|BaseHTTP|WSGIServer|Werkzeug|gunicorn|uvicorn|hypercorn|TornadoServer|CherryPy)\b[^\r\n]*/im,
  },
  {
    name: 'a Java web server',
    crafts: ['http-server'],
    pattern: /^Server: *(?:Jetty|Undertow|Grizzly)\b[^\r\n]*/im,
  },
  { name: 'express', crafts: ['http-server'], pattern: /^X-Powered-By: *Express\b[^\r\n]*/im },
];

const requests: readonly Sign[] = [
  {
    name: 'an HTTP library',
    crafts: ['http-client'],
    pattern:
      /^User-Agent: *(?:python-requests|Python-urllib|python-httpx|Python\/[\d.]+ aiohttp|Go-http-client|Java\/\d|axios|node-fetch|undici|okhttp|Apache-HttpClient|got )[^\r\n]*/im,
  },
  { name: 'curl or wget', crafts: ['http-client'], pattern: /^User-Agent: *(?:curl|Wget)\/[^\r\n]*/im },
];

const mails: readonly Sign[] = [
  // smtplib writes `mail FROM:` and `rcpt TO:`, in these letters.
  { name: 'smtplib', crafts: ['smtp'], pattern: /^mail FROM:<[^\r\n]*(?=[\s\S]*^rcpt TO:<)/m },
  {
    name: 'nodemailer',
    crafts: ['smtp'],
    pattern: /boundary="?--_NmP-[^\r\n]*|^X-Mailer: *nodemailer[^\r\n]*/im,
  },
  { name: 'Jakarta Mail', crafts: ['smtp'], pattern: /^Message-ID: *<[^>\r\n]*\.JavaMail\.[^\r\n]*/im },
  { name: 'curl', crafts: ['smtp'], pattern: /^User-Agent: *curl\/[^\r\n]*/im },
];

/** Longer heads than this tell nothing more. */
const headBytes = 16_384;

/** What the program sent that only a library sends, unless its own source says just that. */
export function wireSigns(
  seen: readonly SeenOnWire[],
  sources: readonly { readonly code: string }[],
): Sighting[] {
  const found = seen.flatMap(({ title, observation }) => [
    ...observation.transcript.flatMap((each) => signsOf(each, title)),
    ...pingSign(observation.packets, title),
  ]);
  const firsts = new Map(found.map((each) => [each.name, each] as const).reverse());
  return [...firsts.values()].filter(({ text }) => !sources.some(({ code }) => code.includes(tokenOf(text))));
}

/** `SimpleHTTP/` of `Server: SimpleHTTP/0.6`, `mail FROM:` of a command: what a hand would have had to write. */
function tokenOf(text: string): string {
  return /^(?:[\w-]+: *)([\w.-]+\/?)/.exec(text)?.[1] ?? /^\w+ \w+:/.exec(text)?.[0] ?? text;
}

function signsOf(conversation: Conversation, title: string): Sighting[] {
  const text = sentBy(conversation);
  const signs =
    conversation.peer === 'smtp-server' ? mails : conversation.openedBy === 'peer' ? answers : requests;
  return signs.flatMap(({ name, crafts, pattern }) => {
    const match = pattern.exec(text)?.[0];
    return match === undefined ? [] : [onWire({ name, crafts }, match, title)];
  });
}

function onWire({ name, crafts }: Pick<Sign, 'name' | 'crafts'>, text: string, title: string): Sighting {
  return { name, crafts, kind: 'wire', isUsed: true, text: `${text.slice(0, 120)} (${title})` };
}

function sentBy({ events }: Conversation): string {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const { from, kind, bytes } of events) {
    if (from !== 'program' || kind !== 'data' || bytes === undefined || length >= headBytes) continue;
    parts.push(bytes);
    length += bytes.length;
  }
  return Buffer.concat(parts).subarray(0, headBytes).toString('latin1');
}

/** The ping of Linux fills an echo request with a time of 16 bytes, then 0x10, 0x11, 0x12 and so on. */
function pingSign(packets: readonly Packet[], title: string): Sighting[] {
  const isOurs = ({ from, protocol, payload }: Packet) =>
    from === 'program' && protocol === 1 && payload[0] === 8 && hasPingPattern(payload.subarray(24));
  return packets.some(isOurs)
    ? [onWire({ name: 'ping', crafts: ['ping'] }, 'echo requests filled as those of the ping command', title)]
    : [];
}

function hasPingPattern(filling: Uint8Array): boolean {
  return filling.length >= 24 && filling.every((byte, index) => byte === ((0x10 + index) & 0xff));
}
