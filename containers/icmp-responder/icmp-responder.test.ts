import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Two hosts and a wire in a user namespace of their own: the responder on one, a raw-socket program on the other. */
const setUp = `
set -e
mkdir -p /run/netns /run/proc && mount -t proc proc /run/proc
ip link set lo up
ip netns add host
ip link add w0 type veth peer name eth0 netns host
ip addr add 10.0.0.1/24 dev w0
ip link set w0 up
ip route add local 0.0.0.0/0 dev lo
ip route add 10.0.0.0/24 dev w0 scope link table local
echo 1 > /run/proc/sys/net/ipv4/icmp_echo_ignore_all
nsenter --net=/run/netns/host sh -c 'ip link set lo up; ip addr add 10.0.0.2/24 dev eth0; ip link set eth0 up; ip route add default via 10.0.0.1'
set +e
`;

const sandbox = [
  ...['--unshare-user', '--unshare-net', '--unshare-pid', '--uid', '0', '--gid', '0', '--cap-add', 'ALL'],
  ...['--die-with-parent', '--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc'],
  ...['--tmpfs', '/run'],
];

function hasNamespaces(): boolean {
  try {
    execFileSync('bwrap', [...sandbox, 'sh', '-c', setUp], { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

const story = `
import { startIcmpResponder } from '${import.meta.dirname}/icmp-responder.ts';
import { Recorder } from '${import.meta.dirname}/../../harness/wire/recorder.ts';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
const recorder = new Recorder();
const reactions = [
  { messages: [{ delayMs: 20 }, { delayMs: 60, ttl: 33, ipOptions: Uint8Array.of(1, 1, 1, 0) }] },
  { messages: [] },
  { messages: [{ kind: 'unreachable', code: 3 }, { kind: 'request', delayMs: 10 }] },
];
{
  await using responder = await startIcmpResponder({ reactions }, { recorder });
  const { stdout } = await promisify(execFile)('nsenter', [
    '--net=/run/netns/host', process.execPath, '--input-type=module', '-e', process.argv[1],
  ]);
  const log = await responder.log();
  const events = recorder.transcript().flatMap(({ events }) => events.map(({ from, kind, text }) => [from, kind, text].join(' ')));
  console.log(JSON.stringify({
    received: JSON.parse(stdout),
    log: log.map(({ destination, answered, message }) => [destination, message[0], answered]),
    events,
  }));
}
`;

/** Sends three requests and one with a wrong checksum to 8.8.8.8, 150 ms apart, and prints what comes, with headers. */
const program = `
import { createRequire } from 'node:module';
const raw = createRequire('${import.meta.dirname}/')('raw-socket');
const socket = raw.createSocket({ protocol: raw.Protocol.ICMP });
const received = [];
socket.on('message', (packet) => received.push(packet.toString('hex')));
for (const sequence of [1, 2, 3, 4]) {
  const request = Buffer.from('08000000123400000102030405060708', 'hex');
  request.writeUInt16BE(sequence, 6);
  raw.writeChecksum(request, 2, raw.createChecksum(request) ^ (sequence === 4 ? 0x55 : 0));
  socket.send(request, 0, request.length, '8.8.8.8', () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 150));
}
socket.close();
console.log(JSON.stringify(received));
`;

test.skipIf(!hasNamespaces())('answers as scripted, from the address that was pinged', async () => {
  const command = [...sandbox, 'sh', '-c', `${setUp} exec "$0" --input-type=module -e "$1" "$2"`];
  const { stdout } = await promisify(execFile)('bwrap', [...command, process.execPath, story, program]);
  const { received, log, events } = JSON.parse(stdout);
  const packets = (received as string[]).map((hex) => Buffer.from(hex, 'hex'));
  const summary = packets.map((packet) => {
    const headerLength = ((packet[0] ?? 0) & 15) * 4;
    return [packet.subarray(12, 16).join('.'), headerLength, packet[8], packet[headerLength]];
  });
  expect(summary).toEqual([
    ['8.8.8.8', 20, 64, 0],
    ['8.8.8.8', 24, 33, 0],
    ['10.0.0.1', 20, 64, 3],
    ['8.8.8.8', 20, 64, 8],
  ]);
  const requests = (log as unknown[][]).filter(([, type]) => type === 8);
  expect(requests).toEqual([
    ['8.8.8.8', 8, 2],
    ['8.8.8.8', 8, 0],
    ['8.8.8.8', 8, 2],
    ['8.8.8.8', 8, 0],
  ]);
  expect(events).toContain('program lost echo request id 0x1234 seq 2');
  expect(events).toContain('program datagram echo request id 0x1234 seq 4 (wrong checksum), not answered');
});
