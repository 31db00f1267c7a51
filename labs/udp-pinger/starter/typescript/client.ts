/** UDP pinger: the client. Requirements 1 to 12 of the handout. Run it with `node client.ts HOST PORT`. */
import { createSocket } from 'node:dgram';

const host = process.argv[2] ?? '127.0.0.1';
const port = Number(process.argv[3] ?? 12000);

const client = createSocket('udp4');

/** Sends one ping. */
async function ping(number: number): Promise<void> {
  // TODO requirement 2: the message is "Ping number time".
  const message = 'Ping';

  await new Promise<void>((resolve) => client.send(message, port, host, () => resolve()));

  // TODO requirements 3, 4 and 5: wait for the answer (the event 'message') or one second (setTimeout), whichever
  // comes first, and print the answer with its round-trip time (performance.now()), or "Request timed out".
}

// TODO requirement 1: ten pings, one at a time.
await ping(1);

// TODO requirements 6 and 7: print minimum, average, maximum and the loss in percent.

client.close();
