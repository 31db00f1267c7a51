import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { Channel, FrameReader } from './channel.ts';

test('plain data arrives as it was sent, bytes and maps included', async () => {
  const pipe = new PassThrough();
  const sent = { bytes: Uint8Array.of(0, 255), map: new Map([['a', 1]]), missing: undefined };
  const received = new Promise((resolve) => new Channel(pipe, new PassThrough(), resolve));
  new Channel(new PassThrough(), pipe, () => {}).send(sent);
  expect(await received).toEqual(sent);
});

test('frames survive being split at every byte', () => {
  const frame = (text: string) => Buffer.concat([Buffer.from([0, 0, 0, text.length]), Buffer.from(text)]);
  const stream = Buffer.concat([frame('one'), frame(''), frame('three')]);
  for (let at = 0; at <= stream.length; at++) {
    const reader = new FrameReader();
    const frames = [...reader.push(stream.subarray(0, at)), ...reader.push(stream.subarray(at))];
    expect(frames.map(String)).toEqual(['one', '', 'three']);
  }
});
