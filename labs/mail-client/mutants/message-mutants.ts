// biome-ignore-all lint/suspicious/noTemplateCurlyInString: edits quote source text, template placeholders and all
import type { Mutant } from '../../../harness/index.ts';
import { editMutant } from './edit-mutant.ts';

const CLIENT = 'smtp-client.ts';
const MESSAGE = 'message.ts';

/** Faults in what it sends. */
export const messageMutants: readonly Mutant[] = [
  editMutant(
    'no-to-field',
    'Leaves out the To field',
    [[MESSAGE, "    `To: ${mail.to.map((each) => `<${each}>`).join(',\\r\\n ')}`,\n", '']],
    ['header-fields'],
  ),
  editMutant(
    'header-after-blank-line',
    'Begins the message with an empty line, so that the header is text',
    [[MESSAGE, "const text = `${fields.join('\\r\\n')}", "const text = `\\r\\n${fields.join('\\r\\n')}"]],
    ['header-fields'],
  ),
  editMutant(
    'iso-date',
    'Writes the Date in ISO form',
    [[MESSAGE, 'Date: ${formatDate(now)}', 'Date: ${now.toISOString()}']],
    ['date'],
  ),
  editMutant(
    'no-date',
    'Leaves out the Date',
    [[MESSAGE, '    `Date: ${formatDate(now)}`,\n', '']],
    ['date'],
  ),
  editMutant(
    'no-blank-line',
    'Sends the text right after the header, without an empty line',
    [[MESSAGE, '\\r\\n\\r\\n${encoding ===', '\\r\\n${encoding ===']],
    ['blank-line'],
  ),
  editMutant(
    'header-lines-end-with-lf',
    'Ends header lines with LF alone',
    [[MESSAGE, "const text = `${fields.join('\\r\\n')}", "const text = `${fields.join('\\n')}"]],
    ['message-lines-end-with-crlf'],
  ),
  editMutant(
    'body-lost',
    'Sends a mail without its text',
    [[MESSAGE, 'composeText(mail.body, ', "composeText('', "]],
    ['body-arrives', 'takes-inputs', 'utf8-body', 'dot-stuffing'],
  ),
  editMutant(
    'body-damaged',
    'Loses percent signs of the text, as a format string would',
    [[MESSAGE, 'const text = toCrlf(body);', "const text = toCrlf(body.replaceAll('%', ''));"]],
    ['body-arrives'],
  ),
  editMutant(
    'ends-with-lf-dot',
    'Ends the message with a dot and LF alone',
    [[CLIENT, '`${stuffDots(text)}.\\r\\n`', '`${stuffDots(text)}.\\n`']],
    ['ends-data'],
  ),
  editMutant(
    'no-dot-stuffing',
    'Sends lines that begin with a dot as they are',
    [[CLIENT, '`${stuffDots(text)}.\\r\\n`', '`${text}.\\r\\n`']],
    ['dot-stuffing'],
  ),
  editMutant(
    'header-injection',
    'Takes a subject with a line break in it',
    [['address.ts', 'if (!/[\\r\\n\\0]/.test(subject)) return subject;', 'if (subject) return subject;']],
    ['header-injection'],
  ),
  editMutant(
    'raw-utf8-subject',
    'Puts UTF-8 into the Subject as it is',
    [['encoding.ts', 'if (isPlain) return text;', 'if (MAX_WORD) return text;']],
    ['utf8-subject'],
  ),
  editMutant(
    'wrong-charset',
    'Names a charset that the text is not in',
    [[MESSAGE, 'text/plain; charset=utf-8', 'text/plain; charset=iso-8859-1']],
    ['utf8-body'],
  ),
  editMutant(
    'attachment-as-text',
    'Reads the attachment as text, which damages it',
    [
      [
        'attachment.ts',
        'bytes: await readFile(path) }',
        "bytes: Buffer.from(await readFile(path, 'utf8')) }",
      ],
    ],
    ['attachment'],
  ),
  editMutant(
    'unclosed-multipart',
    'Leaves out the last boundary',
    [[MESSAGE, '    `--${boundary}--\\r\\n`,\n', '']],
    ['attachment'],
  ),
  editMutant(
    'no-message-id',
    'Leaves out the Message-ID',
    [[MESSAGE, '    `Message-ID: ${messageId}`,\n', '']],
    ['message-id'],
  ),
];
