// biome-ignore-all lint/suspicious/noTemplateCurlyInString: edits quote source text, template placeholders and all
import type { Mutant } from '../../../harness/index.ts';
import { editMutant } from './edit-mutant.ts';

const CLIENT = 'smtp-client.ts';
const SENDING = 'send-mail.ts';

/** Faults in how it speaks. */
export const dialogueMutants: readonly Mutant[] = [
  editMutant(
    'ends-at-once',
    'Ends before it has said a word',
    [['main.ts', 'const options = readOptions(', 'process.exit(1);\n  const options = readOptions(']],
    ['client-starts'],
  ),
  editMutant(
    'dials-another-port',
    'Connects to the port behind the one that it is told',
    [['open-socket.ts', 'connect({ host, port });', 'connect({ host, port: port + 1 });']],
    ['connects'],
  ),
  editMutant(
    'hello-without-name',
    'Sends EHLO without a name',
    [[CLIENT, 'this.#command(`EHLO ${name}`)', "this.#command('EHLO')"]],
    ['greets-with-name'],
  ),
  editMutant(
    'text-with-data',
    'Sends the text right after DATA, without waiting for the 354',
    [
      [
        CLIENT,
        "this.#require(await this.#command('DATA'), [354], 'The server refused DATA');",
        "this.#connection.send('DATA\\r\\n');",
      ],
      [
        CLIENT,
        "const reply = await this.#reply('the message');",
        "this.#require(await this.#reply('DATA'), [354], 'The server refused DATA');\n    const reply = await this.#reply('the message');",
      ],
    ],
    ['waits-for-replies', 'stops-at-refused-data'],
  ),
  editMutant(
    'quit-with-the-text',
    'Sends QUIT together with the end of the text',
    [
      [CLIENT, '`${stuffDots(text)}.\\r\\n`', '`${stuffDots(text)}.\\r\\nQUIT\\r\\n`'],
      [CLIENT, "await this.#command('QUIT').catch(() => undefined);", ''],
    ],
    ['waits-for-replies', 'segmented-replies', 'slow-server'],
  ),
  editMutant(
    'commands-end-with-lf',
    'Ends commands with LF alone',
    [[CLIENT, 'this.#connection.send(`${line}\\r\\n`);', 'this.#connection.send(`${line}\\n`);']],
    ['commands-end-with-crlf'],
  ),
  editMutant(
    'quit-with-argument',
    'Sends QUIT with an argument',
    [[CLIENT, "this.#command('QUIT')", "this.#command('QUIT now')"]],
    ['commands-well-formed'],
  ),
  editMutant(
    'no-angle-brackets',
    'Leaves out the angle brackets around addresses',
    [
      [CLIENT, 'MAIL FROM:<${sender}>', 'MAIL FROM:${sender}'],
      [CLIENT, 'RCPT TO:<${recipient}>', 'RCPT TO:${recipient}'],
    ],
    ['paths-in-angle-brackets'],
  ),
  editMutant(
    'never-tls-on-465',
    'Speaks plain text on port 465, and does not log in there',
    [
      [SENDING, "isImplicitTls: tls === 'implicit',", 'isImplicitTls: false,'],
      [
        SENDING,
        'if (credentials) await client.authenticate(credentials);',
        "if (credentials && tls === 'starttls') await client.authenticate(credentials);",
      ],
    ],
    ['uses-tls', 'verifies-certificate'],
  ),
  editMutant(
    'never-logs-in',
    'Does not log in',
    [[SENDING, 'if (credentials) await client.authenticate(credentials);', '']],
    ['authenticates', 'stops-at-refused-login'],
  ),
  editMutant(
    'wrong-base64',
    'Sends user and password as they are, not as base64',
    [['authentication.ts', "Buffer.from(text, 'utf8').toString('base64')", "text.replaceAll('\\0', ':')"]],
    ['authenticates'],
  ),
  editMutant(
    'password-before-tls',
    'Logs in first and upgrades to TLS afterwards',
    [
      [
        SENDING,
        "if (tls === 'starttls') await client.startTls();\n  if (credentials) await client.authenticate(credentials);",
        "if (credentials) await client.authenticate(credentials);\n  if (tls === 'starttls') await client.startTls();",
      ],
      [CLIENT, "this.#offers.get('AUTH')?.split(' ') ?? []", "['PLAIN']"],
    ],
    ['password-only-over-tls'],
  ),
  editMutant(
    'swaps-envelope',
    'Names the recipient as sender',
    [[SENDING, 'client.mailFrom(mail.from, ', "client.mailFrom(mail.to[0] ?? '', "]],
    ['envelope'],
  ),
  editMutant(
    'no-quit',
    'Closes the connection without QUIT',
    [[CLIENT, "await this.#command('QUIT').catch(() => undefined);", '']],
    ['quits'],
  ),
  editMutant(
    'own-subject',
    'Has a subject of its own',
    [['message.ts', "textField('Subject', mail.subject)", "textField('Subject', 'Hello')"]],
    ['header-fields', 'takes-inputs', 'utf8-subject'],
  ),
];
