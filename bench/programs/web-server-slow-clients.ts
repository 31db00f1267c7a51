// The web server of the lab under load, alone and beside 1,000 slow clients, in turns. Needs wrk.
// `node bench/programs/web-server-slow-clients.ts [--turns 5] [--seconds 5]`
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { benchOptions } from './bench-options.ts';
import { compare, formatContest } from './contest.ts';
import { startOurWebServer } from './our-programs.ts';
import { requireTools } from './require-tools.ts';
import { runWrk } from './run-wrk.ts';
import { startSlowClients } from './slow-clients.ts';
import type { StartedProcess } from './started-process.ts';
import { openTempFolder } from './temp-folder.ts';

const SLOW_CLIENTS = 1_000;

const { turns, seconds } = benchOptions();
const [wrk = ''] = requireTools('wrk');
await using folder = await openTempFolder();
const root = join(folder.path, 'root');
await mkdir(root);
await writeFile(join(root, 'page.html'), 'x'.repeat(1024));
await writeFile(join(root, 'large.bin'), '');
await truncate(join(root, 'large.bin'), 2 ** 30);

await using alone = await startOurWebServer(root, '--quiet');
await using besieged = await startOurWebServer(root, '--quiet');
using _slow = await startSlowClients(besieged.port, '/large.bin', SLOW_CLIENTS);
// Until the buffers of those who do not read are full.
await sleep(10_000);
const load = (server: StartedProcess, connections: number) =>
  runWrk(wrk, `http://127.0.0.1:${server.port}/page.html`, { connections, seconds });
const rounds = await compare(
  [
    { name: '32 connections', server: alone, measure: () => load(alone, 32) },
    {
      name: '32 connections, beside 1,000 slow clients',
      server: besieged,
      measure: () => load(besieged, 32),
    },
    { name: '256 connections', server: alone, measure: () => load(alone, 256) },
  ],
  turns,
);
console.log(formatContest(rounds));
