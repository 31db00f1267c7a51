/**
 * DNS client: asks a name server for the addresses of a name. The numbers are requirements of the handout.
 *
 * Run it with: node dns-client.ts NAME [SERVER]
 */
import { createSocket } from 'node:dgram';

const name = process.argv[2] ?? '';
const server = process.argv[3] ?? '1.1.1.1';

function encodeName(name: string): Buffer {
  // TODO requirement 2: each label behind a byte with its length, then a zero byte.
  return Buffer.from(name);
}

function makeQuery(name: string): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt16BE(1, 0); // TODO requirement 3: draw the id by chance.
  header.writeUInt16BE(0, 2); // TODO requirement 1: RD is 0x0100.
  header.writeUInt16BE(1, 4); // one question
  const question = Buffer.from([0, 1, 0, 1]); // QTYPE A, QCLASS IN
  return Buffer.concat([header, encodeName(name), question]);
}

const client = createSocket('udp4');

client.on('message', (reply) => {
  // TODO requirement 3: pass over a reply with another id.
  // TODO requirement 7: look at RCODE.
  // TODO requirements 4, 5 and 6: walk through the records, and print the address of each record of type A.
  console.log(reply);
  client.close();
});

// TODO requirement 8: give up (setTimeout) when no reply comes, and ask again before that.
client.send(makeQuery(name), 53, server);
