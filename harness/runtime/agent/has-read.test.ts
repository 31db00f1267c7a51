import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { hasRead } from './has-read.ts';

test('tells bytes that wait from bytes that were read', async () => {
  const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: programPort } = server.address() as AddressInfo;
  const ours = connect(programPort, '127.0.0.1');
  const [its] = (await once(server, 'connection')) as [Socket];
  const connection = { programPort, peerPort: its.remotePort ?? 0 };
  expect(hasRead(process.pid, { ...connection, peerPort: 1 })).toBe(false);
  await promisify((done: () => void) => ours.write('piece', done))();
  expect(hasRead(process.pid, connection)).toBe(false);
  its.resume();
  await once(its, 'data');
  await vi.waitFor(() => expect(hasRead(process.pid, connection)).toBe(true));
  ours.destroy();
  its.destroy();
  server.close();
});
