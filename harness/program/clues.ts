import type { Clue } from '../engine/lab.ts';

/** Helpers for the `clues` of labs: words that tell one exercise's source from another's, in the usual languages. */

const name = (pattern: RegExp, weight: number): Clue => ({ in: 'name', pattern, weight });
const source = (pattern: RegExp, weight: number): Clue => ({ in: 'source', pattern, weight });

const speaksSmtp = /\b(?:HELO|EHLO|MAIL FROM|RCPT TO)\b/i;
const isProxyName = /proxy|cach/i;
const isPingName = /ping/i;
const isMailName = /smtp|mail/i;

/** A server that answers requests for files over HTTP. */
export const webServerClues: readonly Clue[] = [
  name(/web[\s_-]*serv|http[\s_-]*serv|serv\w*[\s_-]*(?:web|http)/i, 4),
  name(/server|servidor/i, 1),
  name(isProxyName, -5),
  name(isPingName, -4),
  name(isMailName, -4),
  name(/client|cliente/i, -4),
  source(/HTTP\/\d\.\d[\s\S]{0,3}\s?(?:200|404)|404 Not Found/i, 4),
  source(/text\/html|Content-Type/i, 2),
  source(/Content-Length/i, 1),
  source(/\bopen\s*\(|readFile|FileInputStream|fopen|sendfile|os\.(?:Open|ReadFile)|createReadStream/, 1),
  source(/cache|If-Modified-Since|proxy/i, -2),
  source(/\.connect\s*\(|\bconnect\s*\(|create_connection|net\.Dial/, -3),
  source(speaksSmtp, -6),
];

/** A server that fetches what it is asked for from the origin, and keeps a copy. */
export const proxyClues: readonly Clue[] = [
  name(/proxy/i, 5),
  name(/cach/i, 2),
  name(/web[\s_-]*server/i, -1),
  name(isPingName, -4),
  name(isMailName, -4),
  name(/client|cliente/i, -4),
  source(
    /\.connect\s*\(|\bconnect\s*\(|Connect\s*\(|create_connection|net\.(?:Dial|connect|createConnection)|new\s+Socket\s*\(|urlopen|urllib|http\.Get/,
    4,
  ),
  source(/cache/i, 3),
  source(/proxy/i, 2),
  source(/\bHost\s*:/i, 2),
  source(/HTTP\/\d|\bGET\b/, 1),
  source(speaksSmtp, -6),
];

/** Sends numbered pings over UDP and times the answers. */
export const udpPingerClientClues: readonly Clue[] = [
  name(/udp[\s_-]*ping/i, 3),
  name(isPingName, 2),
  name(/heart/i, -3),
  name(/icmp|trace/i, -5),
  name(/server|servidor/i, -2),
  source(/\bping/i, 3),
  source(/settimeout|setSoTimeout|SO_RCVTIMEO|select|setTimeout|SetReadDeadline/i, 2),
  source(/\brtt\b|round[\s-]*trip|timed out|time ?out/i, 2),
  source(/range\s*\(\s*(?:0\s*,\s*)?1[01]|range\s*\(\s*1\s*,\s*11|<=?\s*(?:10|9)\b/, 1),
  source(/heart ?beat/i, -2),
  source(/rand/i, -1),
];

/** Answers pings over UDP and drops some by chance. */
export const udpPingerServerClues: readonly Clue[] = [
  name(/udp[\s_-]*ping/i, 3),
  name(isPingName, 2),
  name(/heart/i, -3),
  name(/icmp|trace/i, -5),
  name(/client|cliente/i, -4),
  source(/rand/i, 3),
  source(/upper\s*\(|toUpperCase|toupper|pong/i, 2),
  source(/\bping/i, 1),
  source(/\brtt\b|round[\s-]*trip/i, -2),
];

/** Speaks SMTP to a mail server over a socket. */
export const smtpClientClues: readonly Clue[] = [
  name(isMailName, 3),
  name(/client|cliente/i, 1),
  name(/server|servidor/i, -3),
  name(isProxyName, -3),
  source(/\b(?:HELO|EHLO)\b/i, 4),
  source(/MAIL FROM/i, 3),
  source(/RCPT TO/i, 3),
  source(/\bDATA\b/, 1),
  source(/smtp/i, 1),
];

/** Sends ICMP echo requests on a raw socket. */
export const icmpPingClues: readonly Clue[] = [
  name(/icmp/i, 3),
  name(isPingName, 3),
  name(/trace/i, -6),
  name(/udp/i, -4),
  source(/SOCK_RAW|IPPROTO_ICMP|getprotobyname/i, 3),
  source(/checksum/i, 2),
  source(/echo[\s_-]*request|ICMP_ECHO/i, 2),
  source(/max_?hops|IP_TTL|traceroute/i, -4),
];
