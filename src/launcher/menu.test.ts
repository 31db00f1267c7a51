import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appFolder } from '../../harness/runtime/product-paths.ts';
import { keys, type OpenTerminal, openTerminal } from '../../tests/kit/open-terminal.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'grade-run-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** `grade run ...` on a terminal, in a folder of its own. */
function gradeRun(...args: readonly string[]): OpenTerminal {
  return openTerminal([path.join(appFolder, 'grade'), 'run', ...args], { cwd: folder });
}

/** Waits for the menu to be drawn down to its last line, and chooses by number. */
function choose(terminal: OpenTerminal, number: number): Promise<void> {
  return terminal.answer('q quit', `${number}${keys.enter}`);
}

/** A server that answers each ping with the same bytes. */
async function udpEcho() {
  const socket = createSocket('udp4');
  socket.on('message', (bytes, { port, address }) => socket.send(bytes, port, address));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { port: socket.address().port, [Symbol.dispose]: () => void socket.close() };
}

test('a server and a client one after the other, then q', async () => {
  await writeFile(path.join(folder, 'page.html'), '<h1>Served from the menu</h1>');
  using echo = await udpEcho();
  await using terminal = gradeRun();

  await choose(terminal, 1);
  await terminal.answer('Folder to serve:', keys.enter);
  await terminal.answer('Port to listen on:', `0${keys.enter}`);
  await terminal.answer('Address to listen on', keys.enter);
  const [, port] = await terminal.shows(/http:\/\/localhost:(\d+)\//);
  const page = await fetch(`http://127.0.0.1:${port}/page.html`);
  expect(await page.text()).toBe('<h1>Served from the menu</h1>');
  await terminal.shows('GET /page.html');
  terminal.type(keys.ctrlC);
  await terminal.shows('Web server: ended with status 0.');

  await choose(terminal, 2);
  await terminal.answer('Host of the server:', keys.enter);
  await terminal.answer('Port of the server:', `${echo.port}${keys.enter}`);
  await terminal.answer('How many pings:', `3${keys.enter}`);
  await terminal.answer('Longest wait', keys.enter);
  await terminal.shows(
    `grade run udp-pinger client -- --host 127.0.0.1 --port ${echo.port} --count 3 --timeout 1000`,
  );
  await terminal.shows(/3 sent, 3 received, 0\.0 % lost/);
  await terminal.shows('UDP ping client: ended with status 0.');

  await terminal.answer('q quit', 'q');
  expect(await terminal.ends()).toBe(0);
});

test.each([
  ['q', 'q'],
  ['Ctrl-C', keys.ctrlC],
  ['Ctrl-D', keys.ctrlD],
  ['the last line', `9${keys.enter}`],
])('%s at the menu quits with status 0', async (_name, key) => {
  await using terminal = gradeRun();
  await terminal.answer('q quit', key);
  expect(await terminal.ends()).toBe(0);
});

test('a wrong answer is explained and asked again', async () => {
  await using terminal = gradeRun();
  await choose(terminal, 1);
  await terminal.answer('Folder to serve:', `nowhere${keys.enter}`);
  await terminal.answer('There is no folder "nowhere".', `${'\x7f'.repeat(7)}.${keys.enter}`);
  await terminal.answer('Port to listen on:', `99999${keys.enter}`);
  await terminal.answer(
    'A port is a whole number from 0 to 65535, not "99999".',
    `${'\x7f'.repeat(5)}0${keys.enter}`,
  );
  await terminal.answer('Address to listen on', keys.enter);
  await terminal.answer(/http:\/\/localhost:\d+\//, keys.ctrlC);
  await terminal.answer('q quit', 'q');
  expect(await terminal.ends()).toBe(0);
});

test.each([
  ['Esc', keys.escape],
  ['Ctrl-C', keys.ctrlC],
  ['Ctrl-D', keys.ctrlD],
])('%s at a question goes back to the menu', async (_name, key) => {
  await using terminal = gradeRun();
  await choose(terminal, 7);
  await terminal.answer('Port to listen on:', key);
  await terminal.answer('q quit', 'q');
  expect(await terminal.ends()).toBe(0);
});

test('a program that cannot start says so, and the menu offers the same answers again', async () => {
  const other = createServer().listen(0);
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await using terminal = gradeRun();
  await choose(terminal, 1);
  await terminal.answer('Folder to serve:', keys.enter);
  await terminal.answer('Port to listen on:', `${port}${keys.enter}`);
  await terminal.answer('Address to listen on', keys.enter);
  await terminal.shows('another program does');
  await terminal.shows('Web server: ended with status 1.');
  other.close();
  await terminal.answer('q quit', keys.enter);
  await terminal.answer('Folder to serve:', keys.enter);
  await terminal.answer(`Port to listen on: (${port})`, keys.enter);
  await terminal.answer('Address to listen on', keys.enter);
  await terminal.answer(`http://localhost:${port}/`, keys.ctrlC);
  await terminal.answer('q quit', 'q');
  expect(await terminal.ends()).toBe(0);
});

test('the mail client asks for its password itself, and Ctrl-C there comes back to the menu', async () => {
  await using terminal = gradeRun();
  await choose(terminal, 6);
  await terminal.answer('Mail server:', `127.0.0.1${keys.enter}`);
  await terminal.answer('Encryption:', keys.enter);
  await terminal.answer(/Port of the mail server: \(465\)/, keys.enter);
  await terminal.answer('User name', `ada${keys.enter}`);
  await terminal.answer('From', `ada@example.org${keys.enter}`);
  await terminal.answer('To, one or more', `bob@example.org, carl@example.net${keys.enter}`);
  await terminal.answer('Subject:', `It's late${keys.enter}`);
  await terminal.answer('File to attach', keys.enter);
  const [command] = await terminal.shows(/\$ grade run mail-client .*/);
  expect(command).toContain(`--user ada --from ada@example.org --to 'bob@example.org, carl@example.net'`);
  expect(command).not.toContain('password');
  await terminal.answer('Password:', 'secret');
  terminal.type(keys.ctrlC);
  await terminal.shows('Mail client: ended with status 130.');
  await terminal.answer('q quit', 'q');
  expect(await terminal.ends()).toBe(0);
});

test('what is typed while a program runs is not taken for an answer', async () => {
  using echo = await udpEcho();
  await using terminal = gradeRun();
  await choose(terminal, 2);
  await terminal.answer('Host of the server:', keys.enter);
  await terminal.answer('Port of the server:', `${echo.port}${keys.enter}`);
  await terminal.answer('How many pings:', `2${keys.enter}`);
  await terminal.answer('Longest wait', keys.enter);
  await terminal.answer('Pinging 127.0.0.1', 'qqq');
  await terminal.shows('UDP ping client: ended with status 0.');
  await terminal.answer('q quit', '3');
  await terminal.answer('❯ 3. UDP ping server', 'q');
  expect(await terminal.ends()).toBe(0);
});

test('after Ctrl-Z and fg the menu goes on', async () => {
  await using terminal = openTerminal(['bash', '--norc', '--noprofile', '-i'], { cwd: folder });
  terminal.type(`${path.join(appFolder, 'grade')} run\r`);
  await terminal.answer('q quit', keys.ctrlZ);
  await terminal.answer('Stopped', `fg${keys.enter}`);
  await terminal.answer(/fg\s+\S*grade run/, '3');
  await terminal.answer('❯ 3. UDP ping server', 'q');
  await terminal.answer(/[#$] /, `exit 7${keys.enter}`);
  expect(await terminal.ends()).toBe(7);
});

test('SIGTERM ends the running program and then the menu', async () => {
  await using terminal = gradeRun();
  await choose(terminal, 7);
  await terminal.answer('Port to listen on:', `0${keys.enter}`);
  await terminal.answer('Address to listen on', `127.0.0.1${keys.enter}`);
  await terminal.answer('Folder for the copies:', keys.enter);
  await terminal.answer('Most that the copies', keys.enter);
  await terminal.shows('The proxy listens on port');
  process.kill(await menuOf(terminal), 'SIGTERM');
  await terminal.shows('Caching proxy: ended with status 0.');
  expect(await terminal.ends()).toBe(143);
});

/** The process that the terminal was opened for. */
async function menuOf({ pid }: OpenTerminal): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return Number(children.trim());
}
