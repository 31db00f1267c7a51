// Resident memory of the proxy of the lab over 200,000 requests that its cache answers, while it fetches 20,000 objects
// of which its cache holds an eighth part, and while it passes 1 GiB on. Needs wrk. `node bench/programs/proxy-memory.ts`
import { mkdir, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { download } from './download.ts';
import { startNodeHttp, startOurProxy, startOurWebServer } from './our-programs.ts';
import { processFigures } from './process-figures.ts';
import { requireTools } from './require-tools.ts';
import { runWrk } from './run-wrk.ts';
import { withPeakMemory } from './sample-memory.ts';
import { openTempFolder } from './temp-folder.ts';

const REQUESTS = 200_000;
const STEP = 50_000;
const OBJECTS = 20_000;
const LARGE_BYTES = 2 ** 30;

const [wrk = ''] = requireTools('wrk');
await using folder = await openTempFolder();
const root = join(folder.path, 'root');
const cache = join(folder.path, 'cache');
await mkdir(root);
await writeFile(join(root, 'large.bin'), '');
await truncate(join(root, 'large.bin'), LARGE_BYTES);
await using origin = await startNodeHttp('Cache-Control', 'max-age=86400');
await using largeOrigin = await startOurWebServer(root, '--quiet');
await using proxy = await startOurProxy(cache, '--quiet', '--max-cache-mb', '20');
const script = [join(import.meta.dirname, 'cached-objects.lua'), `127.0.0.1:${origin.port}`];
const rss = async () => (await processFigures(proxy.pid)).rssMib.toFixed(0);
const print = (what: string, mib: string) => console.log(`| ${what} | ${mib} |`);

console.log('| | resident memory, MiB |\n|---|---:|');
print('listening', await rss());
for (let done = 0, next = STEP; done < REQUESTS; ) {
  const url = `http://127.0.0.1:${proxy.port}/`;
  done += (await runWrk(wrk, url, { connections: 32, seconds: 1, script })).requests;
  if (done < next) continue;
  print(`after ${done.toLocaleString('en-US')} requests for 100 objects`, await rss());
  next += STEP;
}
for (let object = 0; object < OBJECTS; object += 20) {
  const targets = Array.from(
    { length: 20 },
    (_, index) => `http://127.0.0.1:${origin.port}/many/${object + index}`,
  );
  await Promise.all(targets.map((target) => download(proxy.port, target)));
}
const kept = (await readdir(cache)).filter((name) => name.endsWith('.json')).length;
print(`after ${OBJECTS.toLocaleString('en-US')} more objects, of which ${kept} are kept`, await rss());
const large = await withPeakMemory(proxy.pid, () =>
  download(proxy.port, `http://127.0.0.1:${largeOrigin.port}/large.bin`),
);
if (large.result < LARGE_BYTES) throw new Error(`Only ${large.result} bytes of 1 GiB came.`);
print('most while it passes 1 GiB on', large.peakMib.toFixed(0));
