import { parseArgs } from 'node:util';
import { ExitStatus, MailFailure } from './failure.ts';

export type TlsMode = 'implicit' | 'starttls' | 'none';

/** What was told on the command line; what was not is undefined. */
export interface Options {
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly tls: TlsMode | undefined;
  readonly from: string | undefined;
  readonly to: readonly string[];
  readonly subject: string | undefined;
  readonly body: string | undefined;
  readonly user: string | undefined;
  readonly attach: readonly string[];
  readonly ca: string | undefined;
  readonly timeoutMs: number;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

export const HELP = `Usage: node main.ts [options]

Sends one mail by SMTP. What is not told is asked for; a body that is not told is read from standard input.

  --host NAME       mail server, or its address
  --port NUMBER     default 465; with --tls starttls 587, with --tls none 25
  --tls MODE        implicit: TLS from the first byte (default on port 465)
                    starttls: after STARTTLS (default on every other port)
                    none: unencrypted, and no password is sent
  --from ADDRESS    sender
  --to ADDRESS      recipient; may be given several times, or several separated by commas
  --subject TEXT    one line
  --body TEXT       the text; UTF-8 is fine
  --attach FILE     sends the file along; may be given several times
  --user NAME       logs in; the password comes from MAIL_PASSWORD or is asked for, never shown
  --ca FILE         trusts the authorities in this PEM file too
  --timeout SECONDS how long to wait for each reply (default 60)
  --json            prints one JSON object, and the dialogue to standard error
  --help            shows this

Exit status: 0 sent; 1 refused by the server (also when it took only some recipients); 2 called wrongly;
3 no connection, no TLS, a certificate that is not trusted, or the server went away; 130 and 143 ended by SIGINT and
SIGTERM.

Example: MAIL_PASSWORD=... node main.ts --host smtp.example.org --user ada@example.org --from ada@example.org \\
           --to bob@example.net --subject Hello --body "How are you?"
`;

/** @throws MailFailure with status 2 that says what is wrong */
export function readOptions(argv: readonly string[]): Options {
  const values = parse(argv);
  const port = values.port === undefined ? undefined : wholeNumber(values.port, '--port', 65_535);
  return {
    ...values,
    port,
    tls: values.tls === undefined ? undefined : tlsMode(values.tls),
    to: values.to ?? [],
    // An empty name is no file: it comes from scripts that have none.
    attach: (values.attach ?? []).filter((path) => path !== ''),
    timeoutMs: wholeNumber(values.timeout ?? '60', '--timeout', 3600) * 1000,
    isJson: values.json ?? false,
    isHelp: values.help ?? false,
  };
}

/** TLS by port, port by TLS, and both without either: implicit TLS on 465, as RFC 8314 asks. */
export function defaultSecurity({ port, tls }: Pick<Options, 'port' | 'tls'>): {
  port: number;
  tls: TlsMode;
} {
  const mode = tls ?? (port === undefined || port === 465 ? 'implicit' : 'starttls');
  return { tls: mode, port: port ?? { implicit: 465, starttls: 587, none: 25 }[mode] };
}

function parse(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        host: { type: 'string' },
        port: { type: 'string' },
        tls: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string', multiple: true },
        subject: { type: 'string' },
        body: { type: 'string' },
        attach: { type: 'string', multiple: true },
        user: { type: 'string' },
        ca: { type: 'string' },
        timeout: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    const { host, from, subject, body, user, ca } = values;
    return { ...values, host, from, subject, body, user, ca };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MailFailure(`${reason}. See --help`, ExitStatus.usage);
  }
}

function tlsMode(text: string): TlsMode {
  if (text === 'implicit' || text === 'starttls' || text === 'none') return text;
  throw new MailFailure(`--tls is implicit, starttls or none, not "${text}"`, ExitStatus.usage);
}

function wholeNumber(text: string, option: string, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= most) return value;
  throw new MailFailure(`${option} is a whole number from 1 to ${most}, not "${text}"`, ExitStatus.usage);
}
