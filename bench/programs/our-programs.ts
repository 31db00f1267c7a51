import { join } from 'node:path';
import { type StartedProcess, startProcess } from './started-process.ts';

const LABS = join(import.meta.dirname, '..', '..', 'labs');

/** The web server of the lab, in one process, as `node main.ts` starts it. */
export function startOurWebServer(root: string, ...more: readonly string[]): Promise<StartedProcess> {
  return startProcess(process.execPath, (port) => [
    join(LABS, 'web-server', 'program', 'main.ts'),
    ...['--host', '127.0.0.1', '--port', String(port), '--root', root, ...more],
  ]);
}

/** The proxy of the lab, in one process. */
export function startOurProxy(cacheFolder: string, ...more: readonly string[]): Promise<StartedProcess> {
  return startProcess(process.execPath, (port) => [
    join(LABS, 'proxy', 'program', 'main.ts'),
    ...['--host', '127.0.0.1', '--port', String(port), '--cache-dir', cacheFolder, ...more],
  ]);
}

/** The bare server on node:http. @param fields more of its header: name, value, name, value ... */
export function startNodeHttp(...fields: readonly string[]): Promise<StartedProcess> {
  const file = join(import.meta.dirname, 'node-http-server.ts');
  return startProcess(process.execPath, (port) => [file, String(port), ...fields]);
}
