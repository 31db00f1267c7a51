import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Observation, Reproduction } from '../../../harness/index.ts';
import type { PingerFacts } from '../scenarios/play-pings.ts';
import { echoServer, pingAfterNoText, pingServer, sendHeartbeats } from './reproduce.ts';

/** The client was told port 12000, and pinged this one. */
function pinged(...ports: readonly number[]): Observation<PingerFacts> {
  const packets = ports.map((destinationPort, index) => ({
    number: index + 1,
    atMs: index,
    from: 'program',
    udp: { sourcePort: 40_000, destinationPort, data: new Uint8Array() },
  }));
  const facts = { startedAtMs: 0, host: '10.9.8.7', port: 12_000, echoes: [] };
  return { facts, packets, programs: [] } as unknown as Observation<PingerFacts>;
}

test.each([
  ['the port in its source', pinged(6789, 6789), 6789],
  ['the one it was told, where it sent nothing', pinged(), 12_000],
  ['that of the handout, where nothing was started', { ...pinged(), facts: {} }, 12_000],
])('the server listens on %s', (_, observation, port) => {
  const { reproduce, reproduceNote } = echoServer(observation, 'some-lost');
  expect(reproduce).toContain(`u.bind(('', ${port}))`);
  expect(reproduceNote).toContain(`port ${port}`);
});

test.each<[string, Reproduction]>([
  ['a server', echoServer(pinged(), 'none-lost')],
  ['pings', { reproduce: pingServer(12_000, 10) }],
  ['a datagram that is no text', pingAfterNoText(12_000)],
  ['heartbeats', sendHeartbeats(undefined)],
])('%s can be pasted into a shell as it stands', (_, { reproduce = '' }) => {
  expect(reproduce).not.toMatch(/#|%N/);
  expect(spawnSync('bash', ['-n', '-c', reproduce]).stderr.toString()).toBe('');
});
