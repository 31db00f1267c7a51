// Resident memory of the web server of the lab over 200,000 requests, and while it sends a file of 1 GiB: to one
// client, and to eight at once of which four are slow. Needs wrk. `node bench/programs/web-server-memory.ts`
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { download } from './download.ts';
import { startOurWebServer } from './our-programs.ts';
import { processFigures } from './process-figures.ts';
import { requireTools } from './require-tools.ts';
import { runWrk } from './run-wrk.ts';
import { withPeakMemory } from './sample-memory.ts';
import { openTempFolder } from './temp-folder.ts';

const REQUESTS = 200_000;
const STEP = 50_000;
const LARGE_BYTES = 2 ** 30;

const [wrk = ''] = requireTools('wrk');
await using folder = await openTempFolder();
const root = join(folder.path, 'root');
await mkdir(root);
await writeFile(join(root, 'page.html'), 'x'.repeat(1024));
await writeFile(join(root, 'large.bin'), '');
// A hole: it takes no room on the disk, and reads as zeros.
await truncate(join(root, 'large.bin'), LARGE_BYTES);
await writeFile(join(root, 'slow.bin'), '');
await truncate(join(root, 'slow.bin'), 2 ** 26);

await using server = await startOurWebServer(root, '--quiet');
const url = `http://127.0.0.1:${server.port}/page.html`;
const rss = async () => (await processFigures(server.pid)).rssMib.toFixed(0);
const print = (what: string, mib: string) => console.log(`| ${what} | ${mib} |`);

console.log('| | resident memory, MiB |\n|---|---:|');
print('listening', await rss());
for (let done = 0, next = STEP; done < REQUESTS; ) {
  done += (await runWrk(wrk, url, { connections: 32, seconds: 1 })).requests;
  if (done < next) continue;
  print(`after ${done.toLocaleString('en-US')} requests`, await rss());
  next += STEP;
}
const one = await withPeakMemory(server.pid, () => download(server.port, '/large.bin'));
if (one.result < LARGE_BYTES) throw new Error(`Only ${one.result} bytes of 1 GiB came.`);
print('most while it sends 1 GiB to one client', one.peakMib.toFixed(0));
const eight = await withPeakMemory(server.pid, () =>
  Promise.all([
    ...Array.from({ length: 4 }, () => download(server.port, '/large.bin')),
    ...Array.from({ length: 4 }, () => download(server.port, '/slow.bin', 2 ** 23)),
  ]),
);
print(
  'most while it sends 1 GiB to each of four, and 64 MiB slowly to each of four more',
  eight.peakMib.toFixed(0),
);
