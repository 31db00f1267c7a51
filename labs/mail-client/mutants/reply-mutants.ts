// biome-ignore-all lint/suspicious/noTemplateCurlyInString: edits quote source text, template placeholders and all
import type { Mutant } from '../../../harness/index.ts';
import { editMutant } from './edit-mutant.ts';

const CLIENT = 'smtp-client.ts';

/** Faults in how it takes what the server says. */
export const replyMutants: readonly Mutant[] = [
  editMutant(
    'ignores-greeting',
    'Takes any greeting',
    [
      [
        CLIENT,
        "this.#require(await this.#reply('the connection'), [220], 'The server does not greet');",
        "await this.#reply('the connection');",
      ],
    ],
    ['stops-at-refused-greeting'],
  ),
  editMutant(
    'ignores-login-refusal',
    'Goes on after a refused login',
    [[CLIENT, "this.#require(reply, [235], 'The server refused the login');", '']],
    ['stops-at-refused-login'],
  ),
  editMutant(
    'ignores-421',
    'Goes on after 421',
    [
      [
        CLIENT,
        'if (expected.includes(reply.code)) return;',
        'if ([...expected, 421].includes(reply.code)) return;',
      ],
    ],
    ['stops-at-421'],
  ),
  editMutant(
    'ignores-sender-refusal',
    'Goes on after a refused sender',
    [[CLIENT, 'this.#require(reply, [250], `The server refused the sender ${sender}`);', 'void reply;']],
    ['stops-at-421', 'stops-at-refused-sender'],
  ),
  editMutant(
    'ignores-recipient-refusal',
    'Sends DATA although no recipient is left',
    [[CLIENT, 'const isNobodyLeft = refused.length === recipients.length;', 'const isNobodyLeft = false;']],
    ['stops-at-refused-recipient'],
  ),
  editMutant(
    'ignores-data-refusal',
    'Sends the text although DATA was refused',
    [
      [
        CLIENT,
        "this.#require(await this.#command('DATA'), [354], 'The server refused DATA');",
        "await this.#command('DATA');",
      ],
    ],
    ['stops-at-refused-data'],
  ),
  editMutant(
    'ignores-all-codes',
    'Reads the replies and looks at none of them',
    [[CLIENT, 'if (expected.includes(reply.code)) return;', 'if (reply) return;']],
    [
      'stops-at-refused-greeting',
      'stops-at-refused-login',
      'stops-at-421',
      'stops-at-refused-sender',
      'stops-at-refused-recipient',
      'stops-at-refused-data',
      'exit-status',
    ],
  ),
  editMutant(
    'silent',
    'Shows neither the dialogue nor what went wrong',
    [
      ['dialogue.ts', 'this.#write(`S: ${code}', 'void (`S: ${code}'],
      ['main.ts', 'process.stderr.write(`Not sent. ${error.message}\\n`);', ''],
      [
        'main.ts',
        'process.stderr.write(`The server refused the recipient ${recipient}: ${reply}\\n`);',
        'void [recipient, reply];',
      ],
    ],
    ['reports-refusals', 'one-recipient-refused'],
  ),
  editMutant(
    'always-exits-0',
    'Ends with exit status 0 whatever happens',
    [['main.ts', 'return error.exitStatus;', 'return 0;']],
    ['exit-status', 'server-closes'],
  ),
  editMutant(
    'no-starttls',
    'Never sends STARTTLS',
    [['send-mail.ts', "if (tls === 'starttls') await client.startTls();", '']],
    ['starttls'],
  ),
  editMutant(
    'first-recipient-only',
    'Names the first of several recipients only',
    [['send-mail.ts', 'client.rcptTo(mail.to)', 'client.rcptTo(mail.to.slice(0, 1))']],
    ['several-recipients'],
  ),
  editMutant(
    'stops-at-first-refusal',
    'Gives up when one of several recipients is refused',
    [[CLIENT, 'if (isNobodyLeft || reply.code === 421) {', 'if (isNobodyLeft || reply.code > 251) {']],
    ['one-recipient-refused'],
  ),
  editMutant(
    'accepts-any-certificate',
    'Takes any certificate',
    [['open-socket.ts', 'rejectUnauthorized: true,', 'rejectUnauthorized: false,']],
    ['verifies-certificate'],
  ),
  editMutant(
    'accepts-any-name',
    'Takes a certificate for another name',
    [['open-socket.ts', 'rejectUnauthorized: true,', 'checkServerIdentity: () => undefined,']],
    ['verifies-certificate'],
  ),
  editMutant(
    'one-line-greeting',
    'Takes each line of the greeting for a reply of its own',
    [
      [
        'reply-reader.ts',
        "const isLast = line[3] !== '-';",
        "const isLast = line[3] !== '-' || line.startsWith('220');",
      ],
    ],
    ['multi-line-replies'],
  ),
  editMutant(
    'hangs-on-multi-line-reply',
    'Waits for ever for the end of a greeting of several lines',
    [
      [
        'reply-reader.ts',
        "const isLast = line[3] !== '-';",
        "const isLast = line[3] !== '-' && !(this.#lines.length > 1 && line.startsWith('220'));",
      ],
    ],
    ['multi-line-replies'],
  ),
  editMutant(
    'one-read-one-reply',
    'Takes each piece that comes for a whole line',
    [
      [
        'reply-reader.ts',
        'this.#decoder.decode(bytes, { stream: true });',
        "this.#decoder.decode(bytes).replace(/([^\\n])$/, '$1\\n');",
      ],
    ],
    ['segmented-replies'],
  ),
  editMutant(
    'impatient',
    'Waits two seconds for a reply, no longer',
    [['options.ts', "values.timeout ?? '60'", "values.timeout ?? '2'"]],
    ['slow-server'],
  ),
  editMutant(
    'waits-for-ever',
    'Does not notice that the server hung up',
    [
      ['connection.ts', "socket.on('end', () => this.#fail(", "socket.on('end', () => void ("],
      ['connection.ts', "socket.on('close', () => this.#fail(", "socket.on('close', () => void ("],
    ],
    ['server-closes'],
  ),
];
