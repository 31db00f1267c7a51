import { findCalls, literalsOf, splitList } from './calls.ts';
import { type Use, valuesOf } from './name-values.ts';
import type { Unit, UnitSource } from './unit.ts';

/** Ports and hosts that stand in a source. */
export interface NetworkLiterals {
  /** What it listens on first, then what it dials, then other numbers called port. */
  readonly ports: readonly number[];
  readonly hosts: readonly string[];
}

const listeners =
  /\.bind|\bbind|\bBind|\bnew\s+(?:\w+\.)*(?:Server|Datagram)Socket|\bnet\.Listen\w*|create_server|\bListenAndServe/;
// What `listen` takes is a port in Node; elsewhere it is a backlog.
const nodeListeners = /\.listen|\.bind/;
const diallers =
  /\.connect(?:_ex)?|\bconnect|\.sendto|\bcreate_connection|\bnew\s+(?:\w+\.)*(?:Socket|DatagramPacket|InetSocketAddress)|\bnet\.(?:Dial\w*|connect|createConnection|ResolveUDPAddr)|\btls\.(?:connect|Dial)|\.send\b|\bSMTP(?:_SSL)?|\bhtons/;

/** Finds them by use (`bind`, `connect`, `htons`), through names (`serverPort = 12000`), and by name alone. */
export function networkLiterals(unit: Unit): NetworkLiterals {
  const isNode = unit.language === 'javascript' || unit.language === 'typescript';
  const ports: number[] = [];
  const hosts: string[] = [];
  for (const pattern of [isNode ? nodeListeners : listeners, diallers]) {
    for (const source of unit.sources) {
      for (const call of findCalls(source, pattern)) {
        const use = { sources: unit.sources, source, index: call.index };
        const values = call.args.flatMap(flatten);
        ports.push(...values.flatMap((value) => portsOf(value, use)));
        hosts.push(...values.flatMap((value) => hostsOf(value, use)));
      }
    }
  }
  ports.push(...unit.sources.flatMap(portNames));
  hosts.push(...unit.sources.flatMap(hostLiterals));
  return { ports: [...new Set(ports)].filter(isPort), hosts: [...new Set(hosts)] };
}

/** `('', port)` and `{ host, port: 80 }` come apart. */
function flatten(argument: string): string[] {
  const inner = /^[([{]([\s\S]*)[)\]}]$/.exec(argument.trim())?.[1];
  if (inner === undefined) return [argument];
  return splitList(inner).map((part) => part.replace(/^\w+\s*:\s*/, '').trim());
}

/** @param depth of names behind names, so that they cannot run in circles */
function portsOf(expression: string, use: Use, depth = 0): number[] {
  const plain = expression.replace(/^(?:int|Number|parseInt|uint16|\(int\))\s*\(?|\)$/g, '').trim();
  const literal =
    /^["']?:?(\d{1,5})["']?$/.exec(plain)?.[1] ?? /^["'][\w.-]*:(\d{1,5})["']$/.exec(plain)?.[1];
  if (literal !== undefined) return [Number(literal)];
  const name = nameOf(plain);
  if (name === undefined || depth > 2) return [];
  return valuesOf(name, use).flatMap((value) =>
    flatten(value).flatMap((part) => portsOf(part, use, depth + 1)),
  );
}

function hostsOf(expression: string, use: Use): string[] {
  const own = literalsOf(expression).map((literal) => literal.replace(/:\d+$/, '').replace(/^\w+:\/\//, ''));
  const name = nameOf(expression.trim());
  if (own.length > 0 || name === undefined) return own.filter(isHost);
  return valuesOf(name, use).flatMap((value) => literalsOf(value).slice(0, 2).filter(isHost));
}

function nameOf(expression: string): string | undefined {
  return /^(?:\w+\.)?([A-Za-z_]\w*)$/.exec(expression)?.[1];
}

function portNames(source: UnitSource): number[] {
  const named =
    /\b\w*port\w*["']?\]?\s*(?:(?::\s*\w+\s*)?:?=(?!=)|:(?!:)|,)\s*(?:(?:int|default)\W{1,3})?["']?(\d{2,5})\b(?![.\w])|#\s*define\s+\w*PORT\w*\s+(\d{2,5})/gi;
  const defaults = findCalls(source, /\.add_(?:argument|option)/)
    .filter((call) => /port/i.test(call.args.join(' ')))
    .flatMap((call) => call.args.map((arg) => Number(/^default\s*=\s*["']?(\d+)/.exec(arg)?.[1])));
  return [...[...source.code.matchAll(named)].map((match) => Number(match[1] ?? match[2])), ...defaults];
}

/** Addresses and well-known forms of names that stand in a source, wherever they are used. */
export function hostLiterals(source: { readonly code: string }): string[] {
  return literalsOf(source.code).filter((literal) => isAddress(literal) || isNamedHost(literal));
}

function isAddress(text: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text);
}

const topLevel =
  /^(?:[a-z\d-]+\.)+(?:com|net|org|edu|gov|io|dev|co|uk|de|fr|br|cn|jp|in|ru|nl|it|es|ca|au|kr|tw|info|me|us|eu|ch|se|pl|tr|id|vn|lb|local)$/i;

function isNamedHost(text: string): boolean {
  return text === 'localhost' || topLevel.test(text);
}

/** Wider than a named host: any dotted name that is no file. */
function isHost(text: string): boolean {
  if (isAddress(text) || isNamedHost(text)) return true;
  return /^[a-z][\w-]*(?:\.[\w-]+)+$/i.test(text) && !/\.(?:html?|txt|py|js|png|jpe?g|css|log)$/i.test(text);
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port < 65_536;
}
