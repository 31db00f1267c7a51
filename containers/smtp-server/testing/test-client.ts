import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { type CertificateAuthority, createAuthority } from '../../../harness/wire/certificate-authority.ts';
import { Recorder } from '../../../harness/wire/recorder.ts';
import type { SmtpScript } from '../script.ts';
import { startSmtpServer } from '../smtp-server.ts';

let authority: Promise<CertificateAuthority> | undefined;

/** One for all tests of a file. */
function ownAuthority(): Promise<CertificateAuthority> {
  authority ??= createAuthority();
  return authority;
}

export async function startServer(script: SmtpScript) {
  const recorder = new Recorder();
  const options = { recorder, host: '127.0.0.1', authority: await ownAuthority() };
  const server = await startSmtpServer(0, script, options);
  return { recorder, server, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

/** A client that sends what it is told and collects what it gets. */
export class Client {
  text = '';
  chunks = 0;
  readonly socket: net.Socket;
  readonly closed: Promise<unknown>;

  constructor(socket: net.Socket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.setEncoding('latin1');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      this.text += chunk;
      this.chunks++;
    });
  }

  /** Waits until what came matches, and forgets it. */
  async expect(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.text)) {
      await Promise.race([
        once(this.socket, 'data'),
        this.closed.then(() => Promise.reject(new Error(this.text))),
      ]);
    }
    const said = this.text;
    this.text = '';
    return said;
  }

  async say(line: string, pattern = /^\d{3} .*\r\n$/m): Promise<string> {
    this.socket.write(Buffer.from(line, 'latin1'));
    return this.expect(pattern);
  }
}

export async function connect(port: number): Promise<Client> {
  const socket = net.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return new Client(socket);
}

export async function connectTls(port: number, socket?: net.Socket): Promise<Client> {
  const secured = tls.connect({
    ...(socket ? { socket } : { host: '127.0.0.1', port }),
    servername: 'smtp.gmail.com',
    ca: (await ownAuthority()).certificatePem,
  });
  await once(secured, 'secureConnect');
  return new Client(secured);
}

export const b64 = (text: string) => Buffer.from(text).toString('base64');
export const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('latin1');
export const ready = /220 .*\r\n/;

export async function sendMail(client: Client, message = 'From: a\r\n\r\nhi') {
  await client.say('MAIL FROM:<a@b.example>\r\n');
  await client.say('RCPT TO:<c@d.example>\r\n');
  await client.say('DATA\r\n');
  return client.say(`${message}\r\n.\r\n`);
}
