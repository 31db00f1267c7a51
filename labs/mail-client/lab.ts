import { defineLab } from '../../harness/index.ts';
import { commandsEndWithCrlf, commandsWellFormed, pathsInAngleBrackets } from './checks/command-checks.ts';
import { connects, greetsWithName, quits, waitsForReplies } from './checks/dialogue-checks.ts';
import {
  attachment,
  messageId,
  severalRecipients,
  startsTls,
  utf8Body,
  utf8Subject,
  verifiesCertificate,
} from './checks/extension-checks.ts';
import { authenticates, envelope, passwordOnlyOverTls, takesInputs, usesTls } from './checks/login-checks.ts';
import {
  blankLine,
  bodyArrives,
  dateField,
  endsData,
  headerFields,
  messageLinesEndWithCrlf,
} from './checks/message-checks.ts';
import { exitStatusTells, reportsRefusals, stopsAtRefusals } from './checks/refusal-checks.ts';
import {
  dotStuffing,
  headerInjection,
  multilineReplies,
  refusedRecipient,
  segmentedReplies,
  serverCloses,
  slowReplies,
} from './checks/robust-checks.ts';
import { mutants } from './mutants/index.ts';
import { PARTS } from './parts.ts';
import { variants } from './variants/index.ts';

export default defineLab({
  id: 'mail-client',
  title: 'Mail client',
  summary: 'Connects to a mail server over TLS, speaks SMTP, and sends one message.',
  version: 2,
  parts: PARTS,
  checks: [
    connects,
    greetsWithName,
    waitsForReplies,
    commandsEndWithCrlf,
    commandsWellFormed,
    pathsInAngleBrackets,
    usesTls,
    authenticates,
    passwordOnlyOverTls,
    envelope,
    headerFields,
    dateField,
    blankLine,
    messageLinesEndWithCrlf,
    bodyArrives,
    endsData,
    quits,
    takesInputs,
    ...stopsAtRefusals,
    reportsRefusals,
    exitStatusTells,
    startsTls,
    severalRecipients,
    utf8Subject,
    utf8Body,
    attachment,
    verifiesCertificate,
    messageId,
    multilineReplies,
    segmentedReplies,
    slowReplies,
    dotStuffing,
    refusedRecipient,
    serverCloses,
    headerInjection,
  ],
  libraries: { ownWork: ['smtp'] },
  reference: { client: 'program/main.ts' },
  mutants,
  variants,
});
