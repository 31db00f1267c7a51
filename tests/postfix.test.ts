import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appFolder } from '../harness/runtime/product-paths.ts';
import { type StartedPostfix, startPostfix, whyNoPostfix } from './kit/postfix.ts';

const program = join(appFolder, 'labs/mail-client/program/main.ts');
const missing = await whyNoPostfix();

if (missing) {
  console.warn(`The mail client is not tried on Postfix. ${missing}.`);
}

/** What is meant, and what the stored message must then be, `\n` for a line's end as a mailbox has it. */
interface Story {
  readonly subject: string;
  readonly body: string;
  /** Where the Subject differs from what was told. */
  readonly storedSubject?: string;
  readonly encoding: '7bit' | '8bit' | 'quoted-printable';
  /** Where the body differs from what was told. */
  readonly storedBody?: string;
}

const long = 'All work and no play makes a long line. '.repeat(120).trimEnd();
const stories: Readonly<Record<string, Story>> = {
  'plain ASCII': { subject: 'Hello', body: 'How are you?\n\n  Ada  \n', encoding: '7bit' },
  'letters beyond ASCII': {
    subject: 'Grüße aus Łódź ✉',
    storedSubject: '=?utf-8?B?R3LDvMOfZSBhdXMgxYHDs2TFuiDinIk=?=',
    body: 'Größe: 3 µm\n日本語\nlast line, with a separator \u2028. in it\n',
    encoding: '8bit',
  },
  'lines that begin with dots': {
    subject: 'Dots',
    body: '.\n..\n.hidden\n...\n\n.\nFrom here\n.',
    storedBody: '.\n..\n.hidden\n...\n\n.\nFrom here\n.\n',
    encoding: '7bit',
  },
  'a line of 4799 characters': {
    subject: 'Long',
    body: `${long}\n`,
    storedBody: `${asQuotedPrintable(long)}\n`,
    encoding: 'quoted-printable',
  },
  'the longest line that needs no encoding': {
    subject: 'Long',
    body: `${'x'.repeat(998)}\n`,
    encoding: '7bit',
  },
  'text that is not there': { subject: '', body: '', storedBody: '\n', encoding: '7bit' },
};

describe.skipIf(missing)('Postfix stores what the mail client was told to send', () => {
  let postfix: StartedPostfix;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mail-'));
    postfix = await startPostfix(['bob', 'eve']);
  });
  afterAll(async () => {
    await postfix[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const send = (args: readonly string[], input: string) =>
    run(['--host', 'localhost', '--ca', postfix.authorityFile, '--from', 'ada@a.example', ...args], input);

  it.for(Object.entries(stories))('%s', async ([, { subject, body, ...stored }]) => {
    const to = ['--to', 'bob@mail.example'];
    const { messageId } = await send(
      ['--port', `${postfix.port}`, ...to, '--subject', subject, '--json'],
      body,
    );
    const { added, own, date } = split(await postfix.takeMessage('bob'));
    expect(added.map(nameOf)).toEqual(['Return-Path', 'X-Original-To', 'Delivered-To', 'Received']);
    expect(added[0]).toBe('Return-Path: <ada@a.example>');
    expect(added.at(-1)).toMatch(/with ESMTPS/);
    expect(Math.abs(Date.parse(date) - Date.now())).toBeLessThan(60_000);
    expect(own).toBe(`From: <ada@a.example>
To: <bob@mail.example>
Subject: ${stored.storedSubject ?? subject}
Date: ${date}
Message-ID: ${messageId}
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: ${stored.encoding}

${stored.storedBody ?? body}`);
  });

  it('each of several recipients, over TLS from the first byte, with a file', async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, index) => (index * 31) % 256);
    const file = join(folder, 'Bär.png');
    await writeFile(file, bytes);
    const where = ['--port', `${postfix.tlsPort}`, '--tls', 'implicit', '--json'];
    const to = ['--to', 'bob@mail.example, eve@mail.example', '--subject', 'A bear'];
    const { messageId, accepted } = await send([...where, ...to, '--attach', file], 'See the file.\n');
    expect(accepted).toEqual(['bob@mail.example', 'eve@mail.example']);
    const bob = split(await postfix.takeMessage('bob'));
    const eve = split(await postfix.takeMessage('eve'));
    expect(bob.added).toContain('Delivered-To: bob@mail.example');
    expect(eve.added).toContain('Delivered-To: eve@mail.example');
    expect(eve.own).toBe(bob.own);
    const boundary = /boundary="([^"]+)"/.exec(bob.own)?.[1] ?? 'none';
    expect(bob.own).toBe(`From: <ada@a.example>
To: <bob@mail.example>,
 <eve@mail.example>
Subject: A bear
Date: ${bob.date}
Message-ID: ${messageId}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="${boundary}"

--${boundary}
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 7bit

See the file.

--${boundary}
Content-Type: image/png
Content-Disposition: attachment; filename*=UTF-8''B%C3%A4r.png
Content-Transfer-Encoding: base64

${inLines(Buffer.from(bytes).toString('base64'), 76).join('\n')}

--${boundary}--
`);
  });

  it('not what is for others: Postfix refuses, and the mail client says so', async () => {
    const args = ['--port', `${postfix.port}`, '--to', 'bob@elsewhere.example', '--subject', 'No', '--json'];
    expect(await send(args, 'text')).toEqual({
      isSent: false,
      error: expect.stringMatching(/refused the recipient bob@elsewhere\.example: 554 5\.7\.1/),
    });
  });
});

/** What the mail client says with `--json`. */
interface Outcome {
  readonly isSent: boolean;
  readonly messageId?: string;
  readonly accepted?: readonly string[];
  readonly error?: string;
}

async function run(args: readonly string[], input: string): Promise<Outcome> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.end(input);
  const [outcome] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return JSON.parse(outcome);
}

/** The fields that Postfix put on top, and all below them as it is; and the Date, which nobody can foretell. */
function split(message: Buffer): { added: readonly string[]; own: string; date: string } {
  const stored = message.toString('utf8');
  const start = stored.indexOf('From: ');
  const added = stored
    .slice(0, start)
    .trimEnd()
    .split(/\n(?=\S)/);
  return { added, own: stored.slice(start), date: /^Date: (.*)$/m.exec(stored)?.[1] ?? '' };
}

function nameOf(field: string): string {
  return field.slice(0, field.indexOf(':'));
}

/** For a line of letters and inner spaces. @see https://www.rfc-editor.org/rfc/rfc2045#section-6.7 soft line breaks */
function asQuotedPrintable(line: string): string {
  return inLines(line, 75).join('=\n');
}

function inLines(whole: string, length: number): string[] {
  return whole.match(new RegExp(`.{1,${length}}`, 'g')) ?? [];
}
