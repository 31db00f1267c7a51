import { defineLab } from '../../harness/index.ts';
import { accessChecks } from './checks/access.ts';
import { brokenOriginChecks } from './checks/broken-origin.ts';
import { cacheChecks } from './checks/cache.ts';
import { concurrencyChecks } from './checks/concurrency.ts';
import { connectionsChecks } from './checks/connections.ts';
import { entriesChecks } from './checks/entries.ts';
import { errorChecks } from './checks/errors.ts';
import { extrasChecks } from './checks/extras.ts';
import { fittingChecks } from './checks/fitting.ts';
import { formsChecks } from './checks/forms.ts';
import { freshnessChecks } from './checks/freshness.ts';
import { hopsChecks } from './checks/hops.ts';
import { hostileChecks } from './checks/hostile.ts';
import { relaysChecks } from './checks/relays.ts';
import { restartChecks } from './checks/restart.ts';
import { validationChecks } from './checks/validation.ts';
import { mutants } from './mutants/index.ts';
import { variants } from './variants/index.ts';

export default defineLab({
  id: 'proxy',
  title: 'Web proxy',
  summary:
    'Relays requests of browsers to web servers, and answers the second one for a page from its cache.',
  version: 3,
  parts: [
    {
      id: 'proxy',
      title: 'Proxy',
      role: 'server',
      transport: 'tcp',
      clues: [
        { pattern: /proxy/i, in: 'name', weight: 8 },
        { pattern: /cache/i, in: 'name', weight: 3 },
        { pattern: /proxy/i, in: 'source', weight: 3 },
        { pattern: /cache/i, in: 'source', weight: 2 },
        { pattern: /CONNECT|If-Modified-Since|Proxy-Connection|Via:/, in: 'source', weight: 1 },
        { pattern: /gethostbyname|getaddrinfo|create_connection|\.connect\(/, in: 'source', weight: 1 },
        { pattern: /\.listen\(|ServerSocket|createServer/, in: 'source', weight: 2 },
        { pattern: /SOCK_DGRAM|DatagramSocket|SOCK_RAW|smtp|RCPT TO/i, in: 'source', weight: -5 },
      ],
    },
  ],
  checks: [
    ...formsChecks,
    ...relaysChecks,
    ...cacheChecks,
    ...concurrencyChecks,
    ...errorChecks,
    ...extrasChecks,
    ...hopsChecks,
    ...accessChecks,
    ...connectionsChecks,
    ...freshnessChecks,
    ...validationChecks,
    ...fittingChecks,
    ...restartChecks,
    ...entriesChecks,
    ...brokenOriginChecks,
    ...hostileChecks,
  ],
  libraries: { ownWork: ['http-server', 'http-client', 'proxy'] },
  reference: { proxy: 'program/main.ts' },
  mutants,
  variants,
});
