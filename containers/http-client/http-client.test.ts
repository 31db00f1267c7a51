import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { Recorder } from '../../harness/wire/recorder.ts';
import { connectTcp } from '../tcp-client/tcp-client.ts';
import { receiveResponse } from './receive-response.ts';

/** A server that says `answer` to the first bytes of each connection, and closes if told so. */
async function serve(answer: string, closes: boolean) {
  const server = createServer((socket) => {
    socket.once('data', () => (closes ? socket.end(answer) : socket.write(answer)));
    socket.on('error', () => {});
    server.once('close-all', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.emit('close-all');
      server.close();
      await once(server, 'close');
    },
  };
}

async function ask(port: number, options: Parameters<typeof receiveResponse>[1]) {
  await using client = await connectTcp({ host: '127.0.0.1', port }, new Recorder());
  await client.send('GET / HTTP/1.0\r\n\r\n');
  const { bytes, ended } = await receiveResponse(client, options);
  const remarks = client.conversation.conversation().events.filter(({ kind }) => kind === 'timeout');
  return { answer: [Buffer.from(bytes).toString(), ended], remarks: remarks.map(({ text }) => text) };
}

const LENGTH = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi';

test.each([
  ['whole by its length on an open connection', LENGTH, false, {}, 'whole'],
  ['closed after it', LENGTH, true, { lingerMs: 2_000 }, 'end'],
  ['bytes too many within the linger', `${LENGTH}\r\n`, true, { lingerMs: 2_000 }, 'end'],
  ['no length and no close', 'HTTP/1.1 200 OK\r\n\r\nhi', false, { quietMs: 100 }, 'timeout'],
  ['a total time that runs out', 'HTTP/1.1 200 OK\r\n\r\nhi', false, { totalTimeoutMs: 100 }, 'timeout'],
  [
    'a trial that shows it will not come',
    'HTTP/1.1 200 OK\r\n\r\nhi',
    false,
    { quietMs: 60_000, trial: { ms: 100, bytes: 50 } },
    'timeout',
  ],
  ['a trial that is passed', LENGTH, true, { trial: { ms: 100, bytes: 5 } }, 'whole'],
  ['nothing at all', '', false, { firstByteTimeoutMs: 100 }, 'timeout'],
  ['an interim response first', `HTTP/1.1 100 Continue\r\n\r\n${LENGTH}`, false, {}, 'whole'],
  [
    'no body after HEAD',
    'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n',
    false,
    { requestMethod: 'HEAD' },
    'whole',
  ],
] as const)('a response: %s', async (_, answer, closes, options, ended) => {
  await using server = await serve(answer, closes);
  expect((await ask(server.port, options)).answer).toEqual([answer, ended]);
});

test.each([
  ['nothing', '', ['gave up: no byte of an answer after 0.1 s']],
  ['half a head', 'HTTP/1.1 200 OK\r\nContent-', ['gave up: no end of the head after 0.1 s']],
  [
    'less than was promised',
    LENGTH.replace('Length: 2', 'Length: 9'),
    ['gave up: no end of the body after 0.1 s'],
  ],
  ['a close', 'HTTP/1.1 200 OK\r\n\r\nhi', ['gave up: no end of the connection after 0.1 s']],
  ['all', LENGTH, []],
])('the transcript tells what was waited for in vain: %s', async (_, answer, expected) => {
  await using server = await serve(answer, false);
  const { remarks } = await ask(server.port, { firstByteTimeoutMs: 100, quietMs: 100 });
  expect(remarks).toEqual(expected);
});

const run = promisify(execFile);
const main = fileURLToPath(new URL('./main.ts', import.meta.url));

test('by hand it shows the bytes and points at what is wrong', async () => {
  await using server = await serve('HTTP/1.1 200 OK\nContent-Length: 2\n\nhi', true);
  const { stdout } = await run(process.execPath, [main, '127.0.0.1', `${server.port}`]);
  expect(stdout).toContain('HTTP/1.1 200 OK\\n\n');
  expect(stdout).toContain('-- lf-only');
  expect(stdout).toMatch(/\n {15}\^\n/);
});

test('by hand it says what a refused connection means', async () => {
  await using server = await serve('', true);
  const { port } = server;
  await server[Symbol.asyncDispose]();
  const failure = await run(process.execPath, [main, '127.0.0.1', `${port}`]).catch((error) => error);
  expect(failure).toMatchObject({ code: 1, stderr: expect.stringContaining('ECONNREFUSED') });
});
