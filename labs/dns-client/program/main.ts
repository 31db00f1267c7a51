/**
 * DNS client: asks a name server for the addresses of a name, and prints them.
 *
 *   name.ts        names as labels, with and without pointers
 *   query.ts       what is asked
 *   message.ts     what is answered
 *   ask-udp.ts     asks, waits, asks again
 *   ask-tcp.ts     asks again where the answer was too long
 *   addresses.ts   from the name, over its aliases, to its addresses
 */
import { existsSync, readFileSync } from 'node:fs';
import { addressesIn } from './addresses.ts';
import { askTcp } from './ask-tcp.ts';
import { askUdp } from './ask-udp.ts';
import { type Answer, responseCodes } from './message.ts';
import { type AddressType, newQuery } from './query.ts';

const usage = `Usage: node main.ts NAME [SERVER]

Asks the name server SERVER for the IPv4 and IPv6 addresses of NAME, and prints them, one a line. Without SERVER it asks
the first one in /etc/resolv.conf.

Exit status: 0 there are addresses, 1 there are none, 2 the command line is wrong.
`;

/** @throws Error in words for the user, when the server does not answer */
async function lookUp(name: string, type: AddressType, server: string): Promise<Answer> {
  const query = newQuery(name, type);
  const answer = await askUdp(query, server);
  return answer.isTruncated ? askTcp(query, server) : answer;
}

async function run(name: string, server: string): Promise<number> {
  const types = ['A', 'AAAA'] as const;
  const answers = await Promise.all(types.map((type) => lookUp(name, type, server)));
  const addresses = answers.flatMap((answer) => addressesIn(answer, name));
  for (const address of addresses) console.log(address);
  if (addresses.length > 0) return 0;
  console.error(whyNone(name, answers));
  return 1;
}

function whyNone(name: string, answers: readonly Answer[]): string {
  const [code = 0] = answers.map((answer) => answer.responseCode);
  return `${name}: ${responseCodes[code] ?? `the server answers with code ${code}`}`;
}

/** @throws Error when the system names none */
function firstNameServer(): string {
  const file = '/etc/resolv.conf';
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const server = /^nameserver\s+(\S+)/m.exec(text)?.[1];
  if (server === undefined) throw new Error(`no name server is given, and ${file} names none`);
  return server;
}

const [name = '', given, ...more] = process.argv.slice(2);
if (name === '--help') console.log(usage);
else if (name === '' || name.startsWith('-') || more.length > 0) {
  console.error(usage);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await run(name, given ?? firstNameServer());
  } catch (error) {
    console.error(`dns-client: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
