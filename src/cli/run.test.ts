import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import path from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { appFolder } from '../../harness/runtime/product-paths.ts';
import { keys, openTerminal } from '../../tests/kit/open-terminal.ts';

const grade = path.join(appFolder, 'grade');

function gradeRun(...args: readonly string[]) {
  return execa(grade, ['run', ...args], { reject: false, stdin: 'ignore' });
}

/** A port of this machine where nothing answers: it is taken, and silent. */
async function silentPort() {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { port: String(socket.address().port), [Symbol.dispose]: () => void socket.close() };
}

test('by its name a program gets its options, and its exit status is ours', async () => {
  using silent = await silentPort();
  const ping = ['udp-pinger', 'client', '--', '127.0.0.1', silent.port, '--count', '1', '--timeout', '20'];
  const { stdout, exitCode } = await gradeRun(...ping);
  expect(stdout).toContain('1 sent, 0 received, 100.0 % lost');
  expect(exitCode).toBe(1);
});

test.each([
  ['with --', ['proxy', '--', '--port', '99999']],
  ['without', ['proxy', '--port', '99999']],
])('options of the program %s', async (_name, words) => {
  const { stderr, exitCode } = await gradeRun(...words);
  expect(stderr).toContain('--port takes a number from 0 to 65535, not "99999"');
  expect(exitCode).toBe(2);
});

test('-- --help is the help of the program', async () => {
  const { stdout, exitCode } = await gradeRun('icmp-ping', '--', '--help');
  expect(stdout).toContain('ICMP echo requests to each host');
  expect(exitCode).toBe(0);
});

const server = ['udp-pinger', 'server', '--', '--port', '0', '--host', '127.0.0.1', '--loss', '0'];

/** Pings the server that has said where it waits. Once it answers, it is ready for signals too. */
async function ping(waitsAt: string): Promise<void> {
  const port = Number(/on port (\d+)/.exec(waitsAt)?.[1]);
  const socket = createSocket('udp4');
  const answer = once(socket, 'message');
  socket.send('ping', port, '127.0.0.1');
  await answer;
  socket.close();
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s reaches the program once, and it ends in its own way',
  async (signal) => {
    const running = gradeRun(...server);
    for await (const line of running) {
      if (!line.startsWith('Waiting for pings')) continue;
      await ping(line);
      running.kill(signal);
    }
    const { stdout, exitCode } = await running;
    expect(stdout).toContain('1 received, 0 dropped');
    expect(exitCode).toBe(0);
  },
);

test('Ctrl-C on a terminal ends the program in its own way', async () => {
  await using terminal = openTerminal([grade, 'run', ...server], { cwd: appFolder });
  const [line] = await terminal.shows(/Waiting for pings on port \d+,/);
  await ping(line);
  terminal.type(keys.ctrlC);
  await terminal.shows('1 received, 0 dropped');
  expect(await terminal.ends()).toBe(0);
});

test.each([
  [[], 'There is no terminal to ask on; name the program to run, as in: grade run proxy -- --port 8888'],
  [
    ['proxi'],
    /^grade: There is no program proxi; did you mean proxy\? There are: web-server, .*icmp-ping\.$/,
  ],
  [['udp-pinger', 'sever'], /there are: client, server, .* Try: grade run udp-pinger server$/],
])('%j is answered in a sentence, with 2', async (words, sentence) => {
  const { stderr, exitCode } = await gradeRun(...words);
  expect(stderr).toMatch(sentence);
  expect(stderr.split('\n')).toHaveLength(1);
  expect(exitCode).toBe(2);
});

test('--help names every program and how to leave', async () => {
  const { stdout } = await gradeRun('--help');
  for (const name of ['web-server', 'udp-pinger heartbeat-client', 'mail-client', 'proxy', 'icmp-ping']) {
    expect(stdout).toContain(`  ${name} `);
  }
  expect(stdout).toContain('q, Ctrl-D or Ctrl-C quit');
});
