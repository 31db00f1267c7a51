/**
 * Sends one mail. Fill in the gaps marked GAP; the numbers are those of the handout.
 *
 *     node mail-client.ts --host smtp.example.org --port 465 --user me@example.org \
 *       --from me@example.org --to you@example.net --subject Hello --body "How are you?"
 *
 * The password comes from the environment variable MAIL_PASSWORD.
 */
import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    host: { type: 'string', default: 'localhost' },
    port: { type: 'string', default: '465' },
    user: { type: 'string', default: '' },
    from: { type: 'string', default: '' },
    to: { type: 'string', default: '' },
    subject: { type: 'string', default: '' },
    body: { type: 'string', default: '' },
  },
});

/** Requirement 1: a TLS connection. */
async function open(host: string, port: number): Promise<TLSSocket> {
  const socket = connect({ host, port, servername: host });
  await once(socket, 'secureConnect');
  return socket;
}

/**
 * The code and the text of the server's reply.
 *
 * GAP 18: one piece is not always one reply. Collect until the last line ("250 ...", not "250-...") is there.
 */
async function readReply(socket: TLSSocket): Promise<{ code: string; text: string }> {
  const [bytes] = await once(socket, 'data');
  const text = String(bytes);
  console.log('S:', text.trimEnd());
  return { code: text.slice(0, 3), text };
}

/** Sends one command and waits for its reply. */
async function command(socket: TLSSocket, line: string, expected: string): Promise<string> {
  console.log('C:', line);
  socket.write(`${line}\r\n`);
  const { code, text } = await readReply(socket);
  // GAP 11: what if code is not the expected one?
  return text;
}

async function logIn(socket: TLSSocket, user: string, password: string): Promise<void> {
  // GAP 5: AUTH LOGIN, then user and password in base64, each after a 334.
}

function buildMessage(): string {
  // GAP 7: From, To, Subject, Date, and an empty line.
  const header = '';
  // GAP 19: a line of the text that begins with a dot.
  return header + values.body;
}

const socket = await open(values.host, Number(values.port));
await readReply(socket);
await command(socket, 'EHLO client.example', '250');
await logIn(socket, values.user, process.env.MAIL_PASSWORD ?? '');
// GAP 6: MAIL FROM and RCPT TO.
// GAP 8: DATA, the message, CR LF . CR LF.
// GAP 9: QUIT.
socket.end();
