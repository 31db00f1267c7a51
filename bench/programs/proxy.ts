// The proxy of the lab beside squid and nginx proxy_cache: 100 objects of 1 KiB that all of them hold, over 32
// connections that are kept alive. Needs wrk, nginx and squid. `node bench/programs/proxy.ts [--turns 5] [--seconds 5]`
import { join } from 'node:path';
import { benchOptions } from './bench-options.ts';
import { compare, formatContest } from './contest.ts';
import { startNginx } from './nginx.ts';
import { startNodeHttp, startOurProxy } from './our-programs.ts';
import { requireTools } from './require-tools.ts';
import { runWrk } from './run-wrk.ts';
import { startSquid } from './squid.ts';
import type { StartedProcess } from './started-process.ts';
import { openTempFolder } from './temp-folder.ts';

const { turns, seconds } = benchOptions();
const [wrk = '', nginxCommand = '', squidCommand = ''] = requireTools('wrk', 'nginx', 'squid');
await using folder = await openTempFolder();
await using origin = await startNodeHttp('Cache-Control', 'max-age=86400');
const originAddress = `127.0.0.1:${origin.port}`;

await using ours = await startOurProxy(join(folder.path, 'cache'), '--quiet');
await using oursWithLog = await startOurProxy(join(folder.path, 'cache-with-log'));
await using squid = await startSquid(squidCommand, join(folder.path, 'squid'));
await using nginx = await startNginx(
  nginxCommand,
  join(folder.path, 'nginx'),
  `location / { proxy_pass http://${originAddress}; proxy_cache objects; }`,
  `proxy_cache_path ${folder.path}/nginx/objects keys_zone=objects:10m;`,
);

const script = [join(import.meta.dirname, 'cached-objects.lua'), originAddress];
const contestant = (name: string, server: StartedProcess) => ({
  name,
  server,
  measure: () => runWrk(wrk, `http://127.0.0.1:${server.port}/`, { connections: 32, seconds, script }),
});
const rounds = await compare(
  [
    contestant('proxy of the lab, `--quiet`', ours),
    contestant('the same, with a line for each request', oursWithLog),
    contestant('squid, one process, cache in memory', squid),
    contestant('nginx `proxy_cache`, one worker', nginx),
  ],
  turns,
);
console.log(formatContest(rounds));
