import type { Variant } from '../../../harness/index.ts';

const part = 'client';

function ids(...names: readonly string[]): readonly string[] {
  return names.map((name) => `mail-client/${name}`);
}

/** Programs that are right and unusual. */
export const variants: readonly Variant[] = [
  {
    id: 'python-smtplib',
    title: 'The modules smtplib and email of Python: AUTH with its answer, fields in an order of its own',
    part,
    folder: 'python-smtplib',
    passes: ids(
      'connects',
      'waits-for-replies',
      'commands-well-formed',
      'authenticates',
      'header-fields',
      'blank-line',
      'message-lines-end-with-crlf',
      'ends-data',
      'stops-at-refused-greeting',
      'stops-at-refused-login',
      'stops-at-421',
      'stops-at-refused-sender',
      'stops-at-refused-recipient',
      'stops-at-refused-data',
      'exit-status',
      'starttls',
      'utf8-subject',
      'utf8-body',
      'attachment',
      'verifies-certificate',
      'dot-stuffing',
      'header-injection',
    ),
  },
  {
    id: 'python-fraga',
    title:
      'Asks for everything in Swedish, sends a byte at a time and in lower case, a mail for each recipient',
    part,
    folder: 'python-fraga',
    passes: ids(
      'client-starts',
      'greets-with-name',
      'waits-for-replies',
      'commands-end-with-crlf',
      'commands-well-formed',
      'paths-in-angle-brackets',
      'uses-tls',
      'authenticates',
      'password-only-over-tls',
      'envelope',
      'header-fields',
      'date',
      'body-arrives',
      'quits',
      'takes-inputs',
      'reports-refusals',
      'exit-status',
      'several-recipients',
      'utf8-subject',
      'utf8-body',
      'attachment',
      'message-id',
      'multi-line-replies',
      'segmented-replies',
      'slow-server',
      'one-recipient-refused',
      'server-closes',
    ),
  },
];
