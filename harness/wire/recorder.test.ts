import { expect, test } from 'vitest';
import { Recorder } from './recorder.ts';

const head = { peer: 'http-client', protocol: 'tcp', openedBy: 'peer', dialled: '10.0.0.2:80' } as const;

test('a conversation keeps bytes as they were, whatever becomes of the buffer', () => {
  const recorder = new Recorder();
  const bytes = Buffer.from('GET /');
  recorder.open(head).data('peer', bytes);
  bytes.fill(0);
  const [conversation] = recorder.transcript();
  expect(Buffer.from(conversation?.events[0]?.bytes ?? []).toString()).toBe('GET /');
});

test('of a long stream the beginning is kept, the rest is counted, and the end is still seen', () => {
  const recorder = new Recorder();
  const conversation = recorder.open(head);
  for (let sent = 0; sent < 40; sent++) conversation.data('program', Buffer.alloc(100_000));
  conversation.event('program', 'end');
  const events = recorder.transcript()[0]?.events ?? [];
  const kept = events.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);
  expect(kept).toBe(1 << 20);
  expect(events.slice(-2).map(({ kind, text }) => text ?? kind)).toEqual([
    'end',
    `${4_000_000 - (1 << 20)} more bytes of the program are not shown`,
  ]);
});

test('of very many pieces the first are kept', () => {
  const recorder = new Recorder();
  const conversation = recorder.open(head);
  for (let sent = 0; sent < 10_000; sent++) conversation.data('program', Buffer.from('x'));
  const events = recorder.transcript()[0]?.events ?? [];
  expect(events.at(-1)?.text).toBe('6000 more bytes of the program are not shown');
});
