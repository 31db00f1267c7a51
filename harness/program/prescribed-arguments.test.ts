import { expect, it } from 'vitest';
import type { Part } from '../engine/lab.ts';
import { fillPlaceholders } from './fill.ts';
import { planOf } from './testing/plan-kit.ts';

const dnsClient: Part = {
  id: 'client',
  title: 'DNS client',
  role: 'client',
  transport: 'udp',
  port: 53,
  arguments: ['{name}', '{host}'],
  clues: [],
};
const socket = 'import socket, sys\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n';

it('tries the arguments of the handout before those that the source seems to ask for', async () => {
  const source = `${socket}s.sendto(sys.argv[1].encode(), (sys.argv[2], 53))\n`;
  const { candidates } = await planOf({ 'lookup.py': source }, dnsClient);
  expect(candidates[0]).toEqual({ args: ['{name}', '{host}'], why: 'the arguments of the handout' });
  expect(candidates.length).toBeGreaterThan(1);
});

it('tries them where the source seems to read none, and then none', async () => {
  const { candidates } = await planOf({ 'lookup.py': socket }, dnsClient);
  expect(candidates.map(({ args }) => args)).toEqual([['{name}', '{host}'], []]);
});

it('expects the well-known port of the part besides those of the source, once', async () => {
  const dials = (port: number) => `${socket}s.sendto(b'', ('192.0.2.1', ${port}))\n`;
  expect((await planOf({ 'lookup.py': dials(5353) }, dnsClient)).expectedPorts).toEqual([5353, 53]);
  expect((await planOf({ 'lookup.py': dials(53) }, dnsClient)).expectedPorts).toEqual([53]);
});

it('fills in the name that is to be looked up', () => {
  const inputs = { name: 'www.test.example', host: '192.0.2.1' };
  expect(fillPlaceholders('{name} {host}', inputs)).toBe('www.test.example 192.0.2.1');
});
