import { createSocket } from 'node:dgram';
import { describe, expect, test } from 'vitest';
import {
  documents,
  echo,
  freePort,
  run,
  runWithoutRoute,
  start,
} from '../../../tests/kit/run-udp-programs.ts';

describe('heartbeat', () => {
  test('the server reports delay, loss, and that the client has stopped', async () => {
    await using server = start(
      'heartbeat-server.ts',
      '--port',
      '0',
      '--host',
      '127.0.0.1',
      '--timeout',
      '600',
    );
    const [, port = ''] = await server.until(/on port (\d+)/);
    const { stdout } = await run(
      'heartbeat-client.ts',
      '127.0.0.1',
      port,
      '--count',
      '3',
      '--interval',
      '50',
    );
    expect(stdout.match(/^Heartbeat \d \d+\.\d{6}$/gm)).toHaveLength(3);
    expect(stdout).toContain('\n3 sent, 0 of them refused, 0 could not be sent\n');
    await server.until(
      /has stopped, nothing came for 0\.6 s; 3 received, 0 lost \(0\.0 %\); one-way delay minimum \d/,
    );
    expect(server.output().match(/heartbeat \d, one-way delay \d+\.\d{3} ms/g)).toHaveLength(3);
  });

  test('both report as JSON', async () => {
    await using server = start('heartbeat-server.ts', '--port', '0', '--host', '::1', '--json');
    const [, port = ''] = await server.until(/"port":(\d+)/);
    const client = await run(
      'heartbeat-client.ts',
      ...['::1', port, '--count', '2', '--interval', '20', '--json'],
    );
    expect(client.code).toBe(0);
    expect(documents(client.stdout)).toMatchObject([
      { event: 'sending', address: '::1', port: Number(port) },
      { event: 'heartbeat', sequence: 1 },
      { event: 'heartbeat', sequence: 2 },
      { event: 'summary', sent: 2, refused: 0, unsent: 0 },
    ]);
    await server.until(/"sequence":2/);
    expect(await server.end()).toBe(0);
    const [, first, , summary, last] = documents(server.output());
    expect(first).toMatchObject({ event: 'heartbeat', sequence: 1, isDuplicate: false });
    expect(first?.delayMs).toBeLessThan(5000);
    expect(summary).toMatchObject({ event: 'summary', received: 2, lost: 0, lossPercent: 0 });
    expect(last).toEqual({ event: 'end', alive: 1, stopped: 0 });
  });

  test('the client says when nothing listens, and ends with status 1', async () => {
    const port = String(await freePort());
    const { stdout, code } = await run(
      'heartbeat-client.ts',
      '127.0.0.1',
      port,
      '--count',
      '2',
      '--interval',
      '50',
    );
    expect(stdout).toContain('(not received: nothing listens there (ECONNREFUSED))');
    expect(stdout).toContain('2 sent, 2 of them refused, 0 could not be sent');
    expect(code).toBe(1);
  });

  test('the client says that there is no route, tries on, and ends with status 1', async () => {
    const { stdout, code } = await runWithoutRoute(
      'heartbeat-client.ts',
      '203.0.113.1',
      ...['--count', '2', '--interval', '20'],
    );
    expect(stdout).toContain(
      '(heartbeat 2 not sent: this machine has no route to that network (ENETUNREACH))',
    );
    expect(stdout).toContain('0 sent, 0 of them refused, 2 could not be sent');
    expect(code).toBe(1);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends the client with what it sent', async (signal) => {
    await using server = await echo({});
    await using client = start('heartbeat-client.ts', '--port', String(server.port), '--interval', '20');
    await client.until(/Heartbeat 2/);
    expect(await client.end(signal)).toBe(0);
    expect(client.output()).toMatch(/\n\d+ sent, 0 of them refused/);
  });

  test('the server lives through what is no heartbeat', async () => {
    await using server = start('heartbeat-server.ts', '--port', '0', '--host', '127.0.0.1');
    const [, port = ''] = await server.until(/on port (\d+)/);
    const socket = createSocket('udp4');
    socket.send('hello', Number(port), '127.0.0.1', () => socket.close());
    await server.until(/no heartbeat: "hello"/);
    expect(await server.end()).toBe(0);
  });
});
