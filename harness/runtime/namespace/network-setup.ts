import { mkdir } from 'node:fs/promises';
import { runCommand } from '../agent/run-command.ts';

export const peerAddress = '10.0.0.1';
export const programAddress = '10.0.0.2';
export const wire = 'w0';

/** Where the slot's own /proc is mounted: the sandbox of the slot may have covered parts of the first one. */
const procFolder = '/run/grade-proc';

/**
 * Tables of connections of their own for the hosts to come. Where they share the one of the machine, the kernel walks it
 * all, for 8 ms where it is large, each time we look what listens.
 */
const smallTables = [
  [`${procFolder}/sys/net/ipv4/tcp_child_ehash_entries`, 1024],
  [`${procFolder}/sys/net/ipv4/udp_child_hash_entries`, 256],
] as const;

/**
 * What the kernel takes for a peer that does not read. Linux 6.16 raised its default from 6 to 32 MiB, in which a whole
 * answer can vanish: then no server would ever be seen to wait for a slow reader.
 */
const mostUnreadBytes = 1024 * 1024;

/**
 * Makes this network namespace the far end of the wire: every IPv4 address is local (AnyIP), and datagrams are
 * redirected, so that a reply carries the address that was dialled.
 */
export async function setUpFarEnd(): Promise<void> {
  await mkdir('/run/netns', { recursive: true });
  await mkdir(procFolder, { recursive: true });
  await runCommand(
    'sh',
    ['-e'],
    [
      `mount -t proc proc ${procFolder}`,
      "ip -batch - <<'EOF'\nlink set lo up\nroute add local 0.0.0.0/0 dev lo\nEOF",
      `iptables -w -t nat -A PREROUTING -i ${wire} -p udp -j REDIRECT`,
      // Echo requests are answered by the ICMP peer or by nobody.
      `echo 1 > ${procFolder}/sys/net/ipv4/icmp_echo_ignore_all`,
      `echo 0 > ${procFolder}/sys/net/ipv4/ip_unprivileged_port_start`,
      ...smallTables.map(([key, entries]) => `[ ! -w ${key} ] || echo ${entries} > ${key} || true`),
      `echo '4096 131072 ${mostUnreadBytes}' > ${procFolder}/sys/net/ipv4/tcp_rmem`,
      '',
    ].join('\n'),
  );
}

/** Known from the beginning: an ARP request that is lost on a busy machine is repeated a second later only. */
const farMac = '02:00:0a:00:00:01';
const nearMac = '02:00:0a:00:00:02';

/** A fresh host on the near end of a new wire. */
export async function createHostNamespace(name: string, isClient: boolean): Promise<void> {
  const farEnd = [
    `netns add ${name}`,
    `link add ${wire} address ${farMac} type veth peer name eth0 address ${nearMac} netns ${name}`,
    `addr add ${peerAddress}/30 dev ${wire}`,
    `link set ${wire} up`,
    `neigh replace ${programAddress} lladdr ${nearMac} dev ${wire} nud permanent`,
    // More specific than AnyIP: the program's host itself is reached over the wire. What it sends in two small pieces
    // comes as it was sent: its second piece does not wait 40 ms for our acknowledgement of the first (RFC 896).
    `route add ${programAddress}/32 dev ${wire} scope link table local quickack 1`,
  ];
  const nearEnd = [
    'link set lo up',
    `addr add ${programAddress}/30 dev eth0`,
    'link set eth0 up',
    `neigh replace ${peerAddress} lladdr ${farMac} dev eth0 nud permanent`,
    `route add default via ${peerAddress}`,
  ];
  const sysctls = Object.entries(hostSysctls).map(
    ([key, value]) => `echo ${value} > ${procFolder}/sys/net/ipv4/${key}`,
  );
  await runCommand(
    'sh',
    ['-e'],
    [
      `ip -batch - <<'EOF'\n${farEnd.join('\n')}\nEOF`,
      `exec ${nsenter(name)} sh -e <<'EOF'`,
      `ip -batch - <<'END'\n${nearEnd.join('\n')}\nEND`,
      ...sysctls,
      ...(isClient ? [`iptables-restore -w <<'END'\n${loopbackRedirect}END`] : []),
      'EOF\n',
    ].join('\n'),
  );
}

const hostSysctls = {
  // Port 80 without root; a ping socket without raw sockets.
  ip_unprivileged_port_start: '0',
  ping_group_range: '0 0',
  // A server that binds an address of its author's network starts, loses its check, and is judged on the rest.
  ip_nonlocal_bind: '1',
  'conf/all/route_localnet': '1',
  'conf/eth0/route_localnet': '1',
  // Pinned to what is usual, as stories count on it.
  tcp_wmem: '4096 16384 4194304',
  // What the kernel would take for a small table of connections is little.
  tcp_max_tw_buckets: '65536',
  tcp_max_syn_backlog: '1024',
} as const;

/**
 * What a client sends to its own loopback address, or to the address of its own name (`getLocalHost()`), goes to the far
 * end: that is where its server is.
 */
const loopbackRedirect = `*nat
-A OUTPUT -d 127.0.0.0/8 -j DNAT --to-destination ${peerAddress}
-A OUTPUT -d ${programAddress} -j DNAT --to-destination ${peerAddress}
-A POSTROUTING -s 127.0.0.0/8 -o eth0 -j SNAT --to-source ${programAddress}
COMMIT
`;

/** Our end under another address, while a program has taken its own. */
const otherSource = `POSTROUTING -o ${wire} -s ${peerAddress} -j SNAT --to-source 192.0.2.1`;

/** Undoes what `redirectIntoHost` did to our end of the wire. */
export async function forgetRedirect(address: string): Promise<void> {
  if (address === peerAddress) await runCommand('sh', ['-ec', `iptables -w -t nat -D ${otherSource}`]);
}

/** Leads what arrives for a port of the host to a socket on its loopback or on an address that it does not have. */
export async function redirectIntoHost(
  name: string,
  protocol: 'tcp' | 'udp',
  address: string,
  port: number,
): Promise<void> {
  const isLoopback = address.startsWith('127.');
  if (address === peerAddress) await runCommand('sh', ['-ec', `iptables -w -t nat -A ${otherSource}`]);
  await runInHost(name, [
    ...(isLoopback ? [] : [`ip addr add ${address}/32 dev lo`]),
    ...(address === peerAddress
      ? [`echo 1 > ${procFolder}/sys/net/ipv4/conf/eth0/accept_local`, 'ip route replace default dev eth0']
      : []),
    `iptables -w -t nat -A PREROUTING -i eth0 -p ${protocol} --dport ${port} -j DNAT --to-destination ${address}:${port}`,
  ]);
}

export async function deleteHostNamespace(name: string): Promise<void> {
  // The wire goes at once with either end; the namespace itself is freed by the kernel in its own time.
  await runCommand('ip', ['-batch', '-'], `link del ${wire}\nnetns del ${name}\n`);
}

async function runInHost(name: string, lines: readonly string[]): Promise<void> {
  await runCommand('sh', ['-ec', `exec ${nsenter(name)} sh -e`], `${lines.join('\n')}\n`);
}

function nsenter(name: string): string {
  return `nsenter --net=/run/netns/${name} --`;
}
