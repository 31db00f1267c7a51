// ICMP pinger: fill in the parts marked TODO.
// Needs the package raw-socket (npm install raw-socket) and root: sudo node pinger.ts 127.0.0.1
import { lookup } from 'node:dns/promises';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

const rawSocket = createRequire(import.meta.url)('raw-socket');

const echoReply = 0;
const echoRequest = 8;
const timeoutMs = 1000;

/** The Internet checksum (RFC 1071): add 16-bit words in network order, fold the carries in, invert. */
function checksum(message: Buffer): number {
  // TODO 1 (requirement 2)
  return 0;
}

/** An echo request: type, code, checksum, identifier, sequence number; then the time as payload. */
function buildRequest(identifier: number, sequence: number): Buffer {
  const message = Buffer.alloc(16);
  message.writeUInt8(echoRequest, 0);
  message.writeUInt16BE(identifier, 4);
  message.writeUInt16BE(sequence, 6);
  message.writeDoubleBE(Date.now(), 8);
  // TODO 2 (requirement 2): write the checksum of the message into bytes 2 and 3.
  return message;
}

/** The round-trip time in ms when this packet is the reply to our request, else undefined. */
function readReply(packet: Buffer, identifier: number, sequence: number): number | undefined {
  // TODO 3 (requirement 9): the ICMP message stands behind the IPv4 header, whose first byte says how long that is.
  // It must be an echo reply with our identifier and this sequence number. The time is in its payload.
  return undefined;
}

async function ping(host: string): Promise<void> {
  const { address } = await lookup(host, { family: 4 });
  const socket = rawSocket.createSocket({ protocol: rawSocket.Protocol.ICMP });
  const identifier = process.pid & 0xffff;
  console.log(`Pinging ${host} (${address})`);
  for (let sequence = 1; sequence <= 4; sequence += 1) {
    const request = buildRequest(identifier, sequence);
    const reply = new Promise<number>((resolve) => {
      socket.on('message', (packet: Buffer) => {
        const rttMs = readReply(packet, identifier, sequence);
        if (rttMs !== undefined) resolve(rttMs);
      });
    });
    socket.send(request, 0, request.length, address, () => undefined);
    const rttMs = await Promise.race([reply, sleep(timeoutMs)]);
    socket.removeAllListeners('message');
    // TODO 4 (requirements 7 and 8): print the round-trip time, or that the request timed out.
    // TODO 5 (requirement 6): one request a second.
  }
  socket.close();
}

await ping(process.argv[2] ?? '127.0.0.1');
