// Mail client over TLS. It asks for everything it needs.
import * as readline from 'node:readline/promises';
import * as tls from 'node:tls';

const rl = readline.createInterface({ input: process.stdin, output: process.stdout });
const lines: string[] = [];
let wake: (() => void) | undefined;

function listen(socket: tls.TLSSocket): void {
  let rest = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\r\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    wake?.();
  });
  socket.on('close', () => fail('the server closed the connection'));
  socket.on('error', (error) => fail(error.message));
}

function fail(why: string): never {
  console.error(`The mail was not sent: ${why}`);
  process.exit(1);
}

async function reply(expected: string): Promise<void> {
  for (;;) {
    const line = lines.shift();
    if (line === undefined) {
      await new Promise<void>((resolve) => (wake = resolve));
      continue;
    }
    console.log(`< ${line}`);
    if (line[3] === '-') continue;
    if (!line.startsWith(expected)) fail(line);
    return;
  }
}

async function main(): Promise<void> {
  const host = await rl.question('SMTP server: ');
  const port = Number(await rl.question('Port: '));
  const user = await rl.question('User name: ');
  const password = await rl.question('Password: ');
  const from = await rl.question('Sender: ');
  const to = await rl.question('Recipient: ');
  const subject = await rl.question('Subject: ');
  const body = await rl.question('Message: ');
  rl.close();

  const socket = tls.connect({ host, port, servername: host });
  listen(socket);
  const say = async (line: string, expected: string): Promise<void> => {
    socket.write(`${line}\r\n`);
    await reply(expected);
  };
  await reply('220');
  await say('EHLO jun-laptop', '250');
  await say(`AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}`, '235');
  await say(`MAIL FROM:<${from}>`, '250');
  await say(`RCPT TO:<${to}>`, '250');
  await say('DATA', '354');
  const date = new Date().toUTCString().replace('GMT', '+0000');
  const header = [`From: <${from}>`, `To: <${to}>`, `Subject: ${subject}`, `Date: ${date}`];
  await say([...header, '', body, '.'].join('\r\n'), '250');
  await say('QUIT', '221');
  console.log('Sent.');
  process.exit(0);
}

main();
