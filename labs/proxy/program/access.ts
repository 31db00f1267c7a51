import { readFile } from 'node:fs/promises';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { UsageError } from './options.ts';

/** Loopback, private, link-local and carrier networks: neighbours, not the whole Internet. */
const NEAR = [
  ...['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10'],
  ...['::1/128', 'fc00::/7', 'fe80::/10'],
];

const USUAL_FILE = './denied-hosts.txt';

/** Who may use the proxy, and for which hosts. An open proxy hides whoever abuses it: nobody far away gets in unasked. */
export class Access {
  readonly #allowed: BlockList;
  readonly #denied: BlockList;
  readonly #deniedHosts: ReadonlySet<string>;

  /**
   * @param allow client networks besides the near ones, or `any`
   * @param deny client networks; they win over the allowed ones
   * @param deniedHosts names not to be reached, nor any name below them
   * @throws UsageError when a network is not ADDRESS or ADDRESS/LENGTH
   */
  constructor(allow: readonly string[], deny: readonly string[], deniedHosts: readonly string[]) {
    const anywhere = allow.includes('any') ? ['0.0.0.0/0', '::/0'] : [];
    this.#allowed = networks([...NEAR, ...anywhere, ...allow.filter((each) => each !== 'any')]);
    this.#denied = networks(deny);
    this.#deniedHosts = new Set(deniedHosts);
  }

  isClientAllowed(address: string): boolean {
    const plain = address.replace(/%.*$/, '');
    const family = isIPv6(plain) ? 'ipv6' : 'ipv4';
    return this.#allowed.check(plain, family) && !this.#denied.check(plain, family);
  }

  isHostAllowed(host: string): boolean {
    if (this.#deniedHosts.size === 0) return true;
    const labels = host.replace(/\.$/, '').split('.');
    return labels.every((_, start) => !this.#deniedHosts.has(labels.slice(start).join('.')));
  }
}

/**
 * The names in a file of denied hosts. `#` begins a comment.
 *
 * @param file undefined for the file of the usual name, which need not be there
 * @throws UsageError when it cannot be read: without its list the proxy would let through what it was told to stop
 */
export async function readDeniedHosts(file: string | undefined): Promise<string[]> {
  const text = await readFile(file ?? USUAL_FILE, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (file === undefined && error.code === 'ENOENT') return '';
    throw new UsageError(
      `The denied hosts cannot be read: ${error.message}. Name their file with --denied-hosts.`,
    );
  });
  const lines = text.split('\n').map((line) => line.replace(/#.*/, '').trim().toLowerCase());
  return lines.filter((line) => line !== '');
}

function networks(texts: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of texts) {
    const [address = '', length] = text.split('/');
    const version = isIP(address);
    const bits = Number(length ?? (version === 6 ? 128 : 32));
    if (version === 0 || !(bits >= 0 && bits <= (version === 6 ? 128 : 32)))
      throw new UsageError(`${JSON.stringify(text)} is not an address or a network such as 192.168.1.0/24`);
    list.addSubnet(address, bits, version === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}
