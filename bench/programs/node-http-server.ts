import { createServer } from 'node:http';

/**
 * The least that `node:http` can be asked for: 1 KiB from memory for every request, no file, no log, no checks. Real
 * servers on it are slower. `node node-http-server.ts PORT [FIELD VALUE]...`
 */
const [port, ...more] = process.argv.slice(2);
const body = Buffer.alloc(1024, 'x');
const fields: Record<string, string | number> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Length': body.length,
  'Last-Modified': 'Sun, 06 Nov 1994 08:49:37 GMT',
};
for (let at = 0; at + 1 < more.length; at += 2) fields[more[at] ?? ''] = more[at + 1] ?? '';

createServer((_request, response) => {
  response.writeHead(200, fields).end(body);
}).listen(Number(port), '127.0.0.1');
