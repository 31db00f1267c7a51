import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type StartedProcess, startProcess } from './started-process.ts';

/**
 * Starts nginx with one worker and without an access log, all its files in `folder`.
 * @param server what stands in its `server` block
 * @param http what else stands in its `http` block
 */
export async function startNginx(
  command: string,
  folder: string,
  server: string,
  http = '',
): Promise<StartedProcess> {
  await mkdir(folder, { recursive: true });
  // Started by root, its worker is another user and has to get in.
  await chmod(folder, 0o755);
  const file = join(folder, 'nginx.conf');
  return await startProcess(command, async (port) => {
    await writeFile(file, configuration(folder, port, server, http));
    return ['-p', folder, '-c', file, '-e', join(folder, 'error.log')];
  });
}

/** Debian's `sendfile` and `tcp_nopush`; connections are kept for as long as a round takes. */
function configuration(folder: string, port: number, server: string, http: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
events { worker_connections 4096; }
http {
  types { text/html html; }
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  ${temporary.map((each) => `${each}_temp_path ${folder}/${each};`).join('\n  ')}
  ${http}
  server {
    listen 127.0.0.1:${port};
    ${server}
  }
}
`;
}
