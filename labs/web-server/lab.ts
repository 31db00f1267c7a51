import { defineLab } from '../../harness/index.ts';
import { bodyChecks, lengthInBytesCheck } from './checks/body.ts';
import { hardshipChecks } from './checks/hardship.ts';
import { headChecks } from './checks/head.ts';
import { kindsOfFilesChecks } from './checks/kinds-of-files.ts';
import { manyClientsChecks } from './checks/many-clients.ts';
import { missingPageChecks } from './checks/missing-page.ts';
import { oddRequestsChecks } from './checks/odd-requests.ts';
import { furtherPageChecks, pageChecks } from './checks/pages.ts';
import { protocolChecks } from './checks/protocol.ts';
import { mutants } from './mutants/index.ts';
import { variants } from './variants/index.ts';

export default defineLab({
  id: 'web-server',
  title: 'Web server',
  summary: 'A server on raw TCP that answers HTTP requests with files, and with 404 where there is none.',
  version: 3,
  parts: [
    {
      id: 'server',
      title: 'The web server',
      role: 'server',
      transport: 'tcp',
      clues: [
        { in: 'name', pattern: /web[-_ ]?server/i, weight: 5 },
        { in: 'name', pattern: /server|http/i, weight: 2 },
        { in: 'name', pattern: /web/i, weight: 1 },
        { in: 'name', pattern: /proxy|cach/i, weight: -5 },
        { in: 'name', pattern: /client|test/i, weight: -4 },
        { in: 'source', pattern: /SOCK_STREAM|createServer|ServerSocket|net\.Listen|TcpListener/, weight: 3 },
        { in: 'source', pattern: /\.accept\(|\baccept\s*\(|\.listen\(/, weight: 2 },
        { in: 'source', pattern: /HTTP\/1\.[01]\s+\$?\{?200|200 OK/, weight: 3 },
        { in: 'source', pattern: /404/, weight: 2 },
        { in: 'source', pattern: /\.connect\s*\(|\bconnect\s*\(|create_connection|net\.Dial/, weight: -3 },
        { in: 'source', pattern: /SOCK_DGRAM|createSocket|DatagramSocket/, weight: -4 },
        { in: 'source', pattern: /SOCK_RAW|EHLO|HELO |RCPT TO/, weight: -5 },
      ],
    },
  ],
  checks: [
    ...pageChecks,
    ...headChecks,
    ...bodyChecks,
    ...furtherPageChecks,
    lengthInBytesCheck,
    ...missingPageChecks,
    ...manyClientsChecks,
    ...kindsOfFilesChecks,
    ...protocolChecks,
    ...oddRequestsChecks,
    ...hardshipChecks,
  ],
  libraries: { ownWork: ['http-server'] },
  reference: { server: 'program/main.ts' },
  mutants,
  variants,
});
