import { expect, test } from 'vitest';
import { floodBytes, OutputLog } from './output-log.ts';

test('the first megabyte is kept, the rest counted', () => {
  const log = new OutputLog();
  for (let part = 0; part < 3; part++) log.add(part, 'stdout', Buffer.alloc(500_000, 'x'));
  expect(log.text()).toHaveLength(1 << 20);
  expect(log.droppedBytes).toBe(1_500_000 - (1 << 20));
  expect(log.length).toBe(1_500_000);
  expect(log.lastAtMs).toBe(2);
  expect(log.isFlood).toBe(false);
});

test.each(['client', 'server'] as const)('a %s floods with more than it may print', (role) => {
  const log = new OutputLog(floodBytes[role]);
  log.add(0, 'stdout', Buffer.alloc(floodBytes[role]));
  expect(log.isFlood).toBe(false);
  log.add(1, 'stderr', Buffer.from('x'));
  expect(log.isFlood).toBe(true);
});

test.each([
  ['ready\n', '', 'ready'],
  ['ready\n', 'Traceback (most recent call last):\nOSError: in use\n\n', 'OSError: in use'],
  [
    '',
    'Exception in thread "main" java.io.IOException: no\n\tat Main.main(Main.java:3)\n',
    'Exception in thread "main" java.io.IOException: no',
  ],
  ['', '', ''],
])('its last words after %j and %j', (stdout, stderr, words) => {
  const log = new OutputLog();
  log.add(0, 'stdout', Buffer.from(stdout));
  log.add(1, 'stderr', Buffer.from(stderr));
  expect(log.lastWords()).toBe(words);
});

test('tells its end, and what came after a byte', () => {
  const log = new OutputLog();
  for (const piece of ['x'.repeat(5000), 'Välkommen! ', 'Port', ': '])
    log.add(0, 'stdout', Buffer.from(piece));
  expect(log.tail()).toHaveLength(2000);
  expect(log.tail()).toMatch(/xVälkommen! Port: $/);
  expect(log.tail(5012)).toBe('Port: ');
  expect(log.tail(5014)).toBe('rt: ');
  expect(log.tail(log.length)).toBe('');
});
