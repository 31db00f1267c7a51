// The web server of the lab beside a bare node:http server and nginx with one worker: a 1 KiB file over 32 connections
// that are kept alive. Needs wrk and nginx. `node bench/programs/web-server.ts [--turns 5] [--seconds 5]`
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { benchOptions } from './bench-options.ts';
import { compare, formatContest } from './contest.ts';
import { startNginx } from './nginx.ts';
import { startNodeHttp, startOurWebServer } from './our-programs.ts';
import { requireTools } from './require-tools.ts';
import { runWrk } from './run-wrk.ts';
import type { StartedProcess } from './started-process.ts';
import { openTempFolder } from './temp-folder.ts';

const { turns, seconds } = benchOptions();
const [wrk = '', nginxCommand = ''] = requireTools('wrk', 'nginx');
await using folder = await openTempFolder();
const root = join(folder.path, 'root');
await mkdir(root);
await writeFile(join(root, 'page.html'), 'x'.repeat(1024));

await using ours = await startOurWebServer(root, '--quiet');
await using oursWithLog = await startOurWebServer(root);
await using nodeHttp = await startNodeHttp();
await using nginx = await startNginx(nginxCommand, join(folder.path, 'nginx'), `root ${root};`);

const contestant = (name: string, server: StartedProcess) => ({
  name,
  server,
  measure: () => runWrk(wrk, `http://127.0.0.1:${server.port}/page.html`, { connections: 32, seconds }),
});
const rounds = await compare(
  [
    contestant('web server of the lab, `--quiet`', ours),
    contestant('the same, with a line for each request', oursWithLog),
    contestant('bare `node:http`', nodeHttp),
    contestant('nginx, one worker', nginx),
  ],
  turns,
);
console.log(formatContest(rounds));
