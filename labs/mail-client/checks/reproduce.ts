import type { Reproduction } from '../../../harness/index.ts';
import type { MailRun } from '../scenarios/mail-facts.ts';
import { mainSession } from './reading.ts';

interface Replies {
  readonly greeting?: string;
  /** What to answer otherwise than a friendly server: `RCPT with 550 no`. */
  readonly except?: string;
  /** What to look at, as a sentence; for a server whose replies one types. */
  readonly look?: string;
}

const CERTIFICATE =
  'openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout key.pem -out cert.pem';
/** `cat -vet` shows every byte that the program sends, and does so on macOS too. */
const OVER_TLS = `${CERTIFICATE}\nopenssl s_server -quiet -crlf -accept 4650 -cert cert.pem -key key.pem | cat -vet`;
const IN_PLAIN_TEXT = `perl -pe 'BEGIN { $| = 1 } s/\\n/\\r\\n/' | nc -l 2525 | cat -vet`;
const AFTER_STARTTLS = 'node containers/smtp-server/main.ts --port 5870 --security starttls --ca-file ca.pem';

const FRIENDLY =
  'Answer EHLO with 250 AUTH LOGIN, AUTH LOGIN with 334 eA==, 334 eA== and 235 ok, DATA with 354 go on, and all else with 250 ok';

/**
 * A mail server for a shell. Its replies one types oneself, so that it can answer anything; but for a program that upgrades
 * by STARTTLS, which no server for a shell can do: the product's own server takes its mail, and shows what was said.
 */
export function beTheServer(run: MailRun, replies: Replies = {}): Reproduction {
  const security = securityOf(run);
  if (security !== 'starttls') return typeReplies(security, replies);
  // It answers as it does, and not as one likes.
  if (replies.greeting !== undefined || replies.except !== undefined) return {};
  return {
    reproduce: AFTER_STARTTLS,
    reproduceNote:
      'Start the program with SSL_CERT_FILE=ca.pem against localhost 5870; Ctrl-C shows what was said.',
  };
}

function typeReplies(
  security: 'implicit' | 'none',
  { greeting = '220 hello', except, look }: Replies,
): Reproduction {
  const start =
    security === 'implicit'
      ? 'Start the program with SSL_CERT_FILE=cert.pem against localhost 4650, TLS from the first byte'
      : 'Start the program against localhost 2525';
  const notes = [
    `You are the server. ${start}, and type ${greeting}.`,
    // After a refusal nothing is to be answered.
    !/^[45]/.test(greeting) && `${FRIENDLY}${except === undefined ? '' : `; but ${except}`}.`,
    '^M$ is CR LF.',
    look,
  ];
  return {
    reproduce: security === 'implicit' ? OVER_TLS : IN_PLAIN_TEXT,
    reproduceNote: notes.filter(Boolean).join(' '),
  };
}

/** How the program secures its connection, by what it did in the run; from the first byte, where it did nothing. */
function securityOf(run: MailRun): 'implicit' | 'starttls' | 'none' {
  const session = mainSession(run);
  if (session === undefined || session.usedTls === 'implicit') return 'implicit';
  const isUpgraded = session.commands.some(({ verb }) => verb === 'STARTTLS');
  if (session.usedTls === 'starttls' || isUpgraded) return 'starttls';
  return session.tlsError !== undefined || session.commands.length === 0 ? 'implicit' : 'none';
}
