/** UDP pinger: the server. Requirements 13 to 17 of the handout. Run it with `node server.ts PORT`. */
import { createSocket } from 'node:dgram';

const port = Number(process.argv[2] ?? 12000);

const server = createSocket('udp4');

// TODO requirement 14: go on for ever (`on` instead of `once`).
server.once('message', (message, sender) => {
  // TODO requirement 15: draw a number from 0 to 10 and do not answer when it is less than 4.

  // TODO requirement 16: answer in capital letters.
  server.send(message, sender.port, sender.address, () => server.close());
});

server.bind(port);
