import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createAuthority } from '../../harness/wire/certificate-authority.ts';
import { Recorder } from '../../harness/wire/recorder.ts';
import type { SmtpScript } from './script.ts';
import { startSmtpServer } from './smtp-server.ts';

const help = `Usage: node containers/smtp-server/main.ts [options]

A mail server that takes every message, delivers none, and at the end prints what was said.

  --port NUMBER       port to listen on (default 2525; 0 picks one)
  --host ADDRESS      address to bind (default 127.0.0.1)
  --security WORD     plain, starttls, implicit, or auto (the default): TLS from the first byte if the client begins so
  --certificate WORD  trusted (the default), self-signed or wrong-name
  --user NAME         refuses other users (with --password)
  --password TEXT     refuses other passwords (with --user)
  --ca-file FILE      writes the certificate of its authority there, for the client to trust
  --delay MS          waits before each reply (default 0)
  --segment BYTES     sends replies in pieces of so many bytes
  --help              shows this

Try it: node containers/smtp-server/main.ts & openssl s_client -crlf -quiet -connect 127.0.0.1:2525
`;

const securities = ['plain', 'starttls', 'implicit', 'auto'] as const;
const certificates = ['trusted', 'self-signed', 'wrong-name'] as const;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '2525' },
    host: { type: 'string', default: '127.0.0.1' },
    security: { type: 'string', default: 'auto' },
    certificate: { type: 'string', default: 'trusted' },
    user: { type: 'string' },
    password: { type: 'string' },
    'ca-file': { type: 'string' },
    delay: { type: 'string', default: '0' },
    segment: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const security = securities.find((each) => each === values.security);
const certificate = certificates.find((each) => each === values.certificate);

if (values.help) {
  process.stdout.write(help);
} else if (!security || !certificate) {
  process.stderr.write(
    `smtp-server: --security is one of ${securities.join(', ')}; --certificate one of ${certificates.join(', ')}\n`,
  );
  process.exitCode = 2;
} else {
  await serve({
    security,
    certificate,
    replyDelayMs: Number(values.delay),
    ...(values.segment && { segmentSize: Number(values.segment) }),
    ...(values.user && { credentials: { user: values.user, password: values.password ?? '' } }),
  });
}

async function serve(script: SmtpScript): Promise<void> {
  const authority = await createAuthority();
  if (values['ca-file']) await writeFile(values['ca-file'], authority.certificatePem);
  const recorder = new Recorder();
  await using server = await startSmtpServer(Number(values.port), script, {
    recorder,
    host: values.host,
    authority,
  });
  process.stdout.write(
    `smtp-server: listening on ${values.host}:${server.port}, ${script.security}. Ctrl-C ends it.\n`,
  );
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  for (const { id, events } of recorder.transcript()) {
    process.stdout.write(`--- ${id}\n`);
    for (const { from, kind, bytes, text } of events) {
      const said = bytes ? JSON.stringify(Buffer.from(bytes).toString('latin1')) : `[${kind}] ${text ?? ''}`;
      process.stdout.write(`${from === 'program' ? 'C' : 'S'}: ${said}\n`);
    }
  }
}
