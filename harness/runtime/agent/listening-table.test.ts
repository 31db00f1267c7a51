import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { listeningSockets, readListeningTable } from './listening-table.ts';
import { parseSocketTable } from './socket-table.ts';

test('finds TCP and UDP sockets of this process, with the address they are bound to', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  const udp = createSocket('udp4').bind(0, '127.0.0.3');
  await Promise.all([once(server, 'listening'), once(udp, 'listening')]);
  const table = readListeningTable(process.pid);
  const port = (server.address() as AddressInfo).port;
  expect(table).toContainEqual(expect.objectContaining({ protocol: 'tcp', address: '127.0.0.1', port }));
  expect(table).toContainEqual(
    expect.objectContaining({ protocol: 'udp', address: '127.0.0.3', port: udp.address().port }),
  );
  server.close();
  udp.close();
});

test('leaves out connected sockets', () => {
  const established =
    'head\n 0: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000 0 0 77 1 0\n' +
    ' 1: 0200000A:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 78 1 0\n';
  expect(listeningSockets(parseSocketTable(established), 'tcp')).toEqual([
    { protocol: 'tcp', address: '10.0.0.2', port: 8080, inode: '78' },
  ]);
});

test('reads IPv6 addresses', () => {
  const line = (local: string) => `head\n 0: ${local}:0050 ${'0'.repeat(32)}:0000 0A 0:0 0:0 0 0 0 5 1 0\n`;
  const addressOf = (local: string) => listeningSockets(parseSocketTable(line(local)), 'tcp')[0]?.address;
  expect(addressOf('0'.repeat(32))).toBe('::');
  expect(addressOf('00000000000000000000000001000000')).toBe('::1');
  expect(addressOf('0000000000000000FFFF00000100007F')).toBe('127.0.0.1');
});
