import { setTimeout as wait } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';
import { Recorder } from '../../harness/wire/recorder.ts';
import { startOrigin } from './origin.ts';
import { demoObjects, objectsOf } from './serve-folder.ts';

const options = new Command('origin')
  .description('A web server to fetch from through a proxy; prints every request that reaches it.')
  .option('--host <address>', 'address to bind', '127.0.0.1')
  .option('--port <number>', 'port to bind, 0 for any free one', wholeNumber, 8_000)
  .option('--root <folder>', 'serve the files of this folder instead of the demo objects')
  .parse()
  .opts<{ host: string; port: number; root?: string }>();

const objects = options.root === undefined ? demoObjects() : await objectsOf(options.root);
await using peer = await startOrigin(
  options.port,
  { objects },
  { recorder: new Recorder(), host: options.host },
);
console.log(`Serving on http://${options.host}:${peer.port}. Ctrl-C ends it.`);
for (const { path } of objects) console.log(`  ${path}`);

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());
process.once('SIGTERM', () => interrupted.abort());
let printed = 0;
while (!interrupted.signal.aborted) {
  await wait(100, undefined, { signal: interrupted.signal }).catch(() => undefined);
  const entries = await peer.log();
  for (const { atMs, method, target, version } of entries.slice(printed))
    console.log(`${(atMs / 1000).toFixed(3)} s  ${method} ${target} HTTP/${version}`);
  printed = entries.length;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('It is no port.');
  return value;
}
