import type { Mutant } from '../../../harness/index.ts';
import { dialogueMutants } from './dialogue-mutants.ts';
import { messageMutants } from './message-mutants.ts';
import { replyMutants } from './reply-mutants.ts';

/** Programs of their own, written as students write them. */
const programs: readonly Mutant[] = [
  {
    id: 'hard-coded-gmail',
    title:
      'A Python program for smtp.gmail.com:465 with all in its source, which prints every code and acts on none',
    part: 'client',
    folder: 'hard-coded-gmail',
    fails: [
      'mail-client/attachment',
      'mail-client/date',
      'mail-client/exit-status',
      'mail-client/message-id',
      'mail-client/segmented-replies',
      'mail-client/server-closes',
      'mail-client/several-recipients',
      'mail-client/starttls',
      'mail-client/stops-at-421',
      'mail-client/stops-at-refused-data',
      'mail-client/stops-at-refused-greeting',
      'mail-client/stops-at-refused-login',
      'mail-client/stops-at-refused-recipient',
      'mail-client/stops-at-refused-sender',
      'mail-client/takes-inputs',
      'mail-client/utf8-body',
      'mail-client/utf8-subject',
    ],
  },
  {
    id: 'prompts-and-plain-text',
    title: 'A Python program that asks for everything, speaks plain text, and ends its lines with LF',
    part: 'client',
    folder: 'prompts-and-plain-text',
    fails: [
      'mail-client/attachment',
      'mail-client/commands-end-with-crlf',
      'mail-client/date',
      'mail-client/dot-stuffing',
      'mail-client/ends-data',
      'mail-client/message-id',
      'mail-client/message-lines-end-with-crlf',
      'mail-client/paths-in-angle-brackets',
      'mail-client/segmented-replies',
      'mail-client/several-recipients',
      'mail-client/starttls',
      'mail-client/uses-tls',
      'mail-client/utf8-body',
      'mail-client/utf8-subject',
      'mail-client/verifies-certificate',
    ],
  },
];

export const mutants: readonly Mutant[] = [
  ...dialogueMutants,
  ...messageMutants,
  ...replyMutants,
  ...programs,
];
