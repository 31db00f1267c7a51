import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type StartedProcess, startProcess } from './started-process.ts';

/** Starts squid as one process with its cache in memory, which is its fastest and its default, without logs. */
export async function startSquid(command: string, folder: string): Promise<StartedProcess> {
  await mkdir(folder, { recursive: true });
  // Started by root it becomes another user, who writes here.
  await chmod(folder, 0o777);
  const file = join(folder, 'squid.conf');
  return await startProcess(command, async (port) => {
    await writeFile(file, configuration(folder, port));
    return ['-N', '-f', file];
  });
}

function configuration(folder: string, port: number): string {
  return `
http_port 127.0.0.1:${port}
http_access allow localhost
http_access deny all
cache_mem 256 MB
access_log none
cache_log ${folder}/cache.log
cache_store_log none
pid_filename none
coredump_dir ${folder}
shutdown_lifetime 1 seconds
visible_hostname localhost
pinger_enable off
`;
}
