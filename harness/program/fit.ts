import type { Clue, Part } from '../engine/lab.ts';
import { findCalls, literalsOf } from './calls.ts';
import type { Project } from './project.ts';
import { baseName, type Unit } from './unit.ts';

/** How well a unit fits a part of a lab. */
export interface Fit {
  readonly unit: Unit;
  /** Below or at zero it is not this part. */
  readonly score: number;
}

/**
 * Weighs the part's own clues, what the source does with sockets, and whether it is meant to be started. Names count
 * little: exercises lie side by side and are often called alike.
 */
export function fitOf(unit: Unit, part: Part, project: Project): Fit {
  const name = unit.entry;
  const source = unit.sources.map((each) => each.code).join('\n');
  const clues = weighClues(part, 'name', name) + weighClues(part, 'source', source);
  const score = clues + behaviour(unit, part) + unit.standing + nameOf(unit, part);
  return { unit, score: score - (lacksFile(unit, project) ? 1 : 0) };
}

/** What a part's clues for names, or those for sources, make of a text. */
export function weighClues({ clues }: Part, where: Clue['in'], text: string): number {
  return clues
    .filter((clue) => clue.in === where && fresh(clue.pattern).test(text))
    .reduce((sum, { weight }) => sum + weight, 0);
}

/** Its entry names a file in a folder that was not handed in: of two alike the other one is meant to be started. */
function lacksFile({ sources: [entry] }: Unit, project: Project): boolean {
  const named = literalsOf(entry?.code ?? '').map(
    (literal) => /^(?:\.\/)?([A-Za-z_][\w-]*)\/(?:[\w -]+\/)*[\w -]+\.[a-z]\w{0,4}$/i.exec(literal)?.[1],
  );
  return named.some(
    (folder) =>
      folder !== undefined && ![...project.folders].some((each) => `/${each}`.endsWith(`/${folder}`)),
  );
}

/** Patterns with `g` or `y` keep state between calls. */
function fresh(pattern: RegExp): RegExp {
  return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
}

/** What it does with sockets, whatever it is called. */
function behaviour(unit: Unit, part: Part): number {
  const seen = unit.sources.map((source) => socketUse(source.bare));
  const has = (use: keyof SocketUse) => seen.some((each) => each[use]);
  if (!has('any')) return -20;
  if (part.transport === 'icmp') return has('raw') ? 8 : -8;
  if (has('raw')) return -6;
  const transport = part.transport === 'udp' ? (has('udp') ? 4 : -6) : has('tcp') ? 3 : -6;
  const accepts = part.transport === 'udp' ? unit.sources.some(servesUdp) : has('listens');
  const order = part.transport === 'udp' ? turnOf(unit, part) : 0;
  if (part.role === 'server') return order + transport + (accepts ? 4 : -6);
  return order + transport + (accepts ? -6 : 3);
}

/** Who sends a datagram before it receives one, in the same function, is a client, whatever it is called. */
function turnOf({ sources: [entry] }: Unit, { role }: Part): number {
  const bare = entry?.bare ?? '';
  const sends = bare.search(/\b(?:sendto|sendTo|WriteTo(?:UDP)?|\w*[sS]ocket\.send)\s*\(/);
  const receives = bare.search(/\b(?:recvfrom|recvFrom|recv|ReadFrom(?:UDP)?|receive)\s*\(/);
  if (sends === -1 || receives === -1) return 0;
  const between = bare.slice(Math.min(sends, receives), Math.max(sends, receives));
  // A line at the margin, or the beginning of a function, is where another one begins.
  if (/\n\S|\n[ \t]+(?:async )?(?:def|func|function|public|private|static)\b/.test(between)) return 0;
  return sends < receives === (role === 'client') ? 5 : -5;
}

interface SocketUse {
  readonly any: boolean;
  readonly raw: boolean;
  readonly udp: boolean;
  readonly tcp: boolean;
  readonly listens: boolean;
}

function socketUse(bare: string): SocketUse {
  return {
    any: /socket|\bnet\b|dgram|\btls\b|Socket|asyncio|smtplib|InetAddress|http/i.test(bare),
    // A UDP client may well speak of ICMP: a closed port is told by it.
    raw:
      /SOCK_RAW|IPPROTO_ICMP|Protocol\.ICMP|raw-socket|isReachable|\bscapy\b/i.test(bare) ||
      (/\bicmp\b/i.test(bare) && !/SOCK_DGRAM|createSocket|DatagramSocket/.test(bare)),
    udp: /SOCK_DGRAM|createSocket|DatagramSocket|DatagramPacket|dgram|ListenUDP|DialUDP|ListenPacket|UDPConn|UDPServer/.test(
      bare,
    ),
    tcp:
      /SOCK_STREAM|ServerSocket|\bSocket\s*\(|\.accept\b|\.connect\b|\bconnect\s*\(|createServer|createConnection|net\.(?:Listen|Dial)|socketserver|create_connection|TCPServer|SMTP|http/i.test(
        bare,
      ) && !/^(?![\s\S]*SOCK_STREAM)[\s\S]*SOCK_DGRAM/.test(bare),
    listens:
      /\.listen\s*\(|\blisten\s*\(|ServerSocket|\.accept\s*\(|\baccept\s*\(|\bAccept\s*\(|ListenAndServe|create_server|start_server|createServer|TCPServer|HTTPServer/.test(
        bare,
      ),
  };
}

/** It waits for a datagram before it has sent one: binds a port of its own and answers. */
function servesUdp(source: { text: string; code: string; bare: string }): boolean {
  const binds = findCalls(
    source,
    /\.bind|\bbind|\bBind|ListenUDP|ListenPacket|new\s+DatagramSocket|UDPServer/,
  );
  return binds.some(
    (call) =>
      call.args.length > 0 &&
      !/^\(?\s*["'][^"']*["']\s*,\s*0\s*\)?$/.test(call.args.join(',')) &&
      !/^(?:null|0)$/.test(call.args[0] ?? ''),
  );
}

/** `client` and `server` in the name say something, less than what the source does. */
function nameOf(unit: Unit, part: Part): number {
  const name = baseName(unit.entry).toLowerCase();
  const other = part.role === 'server' ? /client|cliente/ : /server|servidor|servidor/;
  const own = part.role === 'server' ? /server|servidor/ : /client|cliente/;
  const depth = unit.entry.split('/').length;
  return (
    (own.test(name) ? 1 : 0) -
    (other.test(name) ? 1 : 0) -
    Math.min(2, depth * 0.2) +
    (/^(?:main|index|app|run)\b/.test(name) ? 0.5 : 0) -
    (/\b(?:old|copy|backup|bak|orig|draft)\b|\(\d+\)|~|_v?\d+\.|\d+\.\w+$/.test(name) ? 1 : 0)
  );
}
