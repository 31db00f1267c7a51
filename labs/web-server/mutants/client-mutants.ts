// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the edits quote source text.
import { mutant } from './mutant.ts';

const SERVE = 'void serveConnection(socket, connectionOptions);';
const RESPOND = 'response = await respond(options.documents, request);';
const LOG = 'options.log(`${peer}';

/** Faults in how clients are served one after the other, and beside each other. */
export const clientMutants = [
  mutant(
    'never-listens',
    'Ends before it listens',
    ['server-starts'],
    ['main.ts', 'else await serve(options);', 'else void serve;'],
  ),
  mutant(
    'loopback-only',
    'Listens on 127.0.0.1 only',
    ['reachable'],
    [
      'web-server.ts',
      'server.listen(options.port, options.host);',
      "server.listen(options.port, '127.0.0.1');",
    ],
  ),
  mutant(
    'dies-after-first',
    'Ends after the first client',
    ['several-requests'],
    ['web-server.ts', SERVE, 'void serveConnection(socket, connectionOptions).then(() => process.exit(0));'],
  ),
  mutant(
    'dies-on-404',
    'Ends after a page that does not exist',
    ['alive-after-404'],
    ['connection.ts', LOG, `if (response.status === 404) process.exit(1);\n  ${LOG}`],
  ),
  mutant(
    'one-client-at-a-time',
    'Serves one client at a time',
    ['beside-silent-client', 'beside-slow-reader', 'survives-idle-connections'],
    ['web-server.ts', SERVE, 'turn = turn.then(() => serveConnection(socket, connectionOptions));'],
    [
      'web-server.ts',
      'const sockets = new Set<Socket>();',
      'const sockets = new Set<Socket>();\n  let turn = Promise.resolve();',
    ],
  ),
  mutant(
    'one-answer-at-a-time',
    'Sends one answer at a time',
    ['beside-slow-reader'],
    [
      'connection.ts',
      'const sent = await writeResponse(socket, head, toSend);',
      'turn = turn.then(() => writeResponse(socket, head, toSend));\n  const sent = await turn;',
    ],
    [
      'connection.ts',
      'export interface ConnectionOptions {',
      'let turn = Promise.resolve(0);\n\nexport interface ConnectionOptions {',
    ],
  ),
  mutant(
    'shared-variable',
    'Connections share the variable of the request',
    ['parallel-clients'],
    [
      'connection.ts',
      RESPOND,
      'latest = request;\n    await new Promise((resolve) => setTimeout(resolve, 50));\n    response = await respond(options.documents, latest);',
    ],
    [
      'connection.ts',
      'export interface ConnectionOptions {',
      'let latest: Request;\n\nexport interface ConnectionOptions {',
    ],
  ),
  mutant(
    'closes-always',
    'Closes after every answer',
    ['keep-alive'],
    ['connection.ts', 'staysOpen = wantsToStay(request)', 'staysOpen = !wantsToStay(request)'],
  ),
  mutant(
    'few-connections',
    'Refuses more than fifty connections',
    ['survives-idle-connections'],
    ['web-server.ts', '4_096', '50'],
  ),
  mutant(
    'dies-of-empty-connection',
    'Ends when a client closes without a request',
    ['survives-empty-connection'],
    ['connection.ts', 'if (!request) return false;', 'if (!request) process.exit(1);'],
  ),
  mutant(
    'dies-of-vanished-client',
    'Ends when a connection is reset',
    ['survives-vanished-client'],
    ['connection.ts', "socket.on('error', () => {});", ''],
  ),
];
