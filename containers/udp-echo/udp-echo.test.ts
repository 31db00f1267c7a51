import { describe, expect, test } from 'vitest';
import { Recorder } from '../../harness/wire/recorder.ts';
import { openUdpClient } from '../udp-client/open-udp-client.ts';
import type { UdpEchoScript } from './script.ts';
import { startUdpEcho } from './udp-echo.ts';

const host = '127.0.0.1';

async function exchange(script: UdpEchoScript, count: number, timeoutMs = 150) {
  const recorder = new Recorder();
  await using echo = await startUdpEcho(0, script, { recorder, host });
  await using client = await openUdpClient(new Recorder());
  const answers: (string | undefined)[] = [];
  for (let n = 0; n < count; n++) {
    await client.send(`ping ${n}`, host, echo.port);
    const answer = await client.receive(timeoutMs);
    answers.push(answer && Buffer.from(answer.bytes).toString());
  }
  return { answers, entries: await echo.log(), transcript: recorder.transcript() };
}

describe('startUdpEcho', () => {
  test('answers each datagram in upper case, and keeps the case when told so', async () => {
    expect((await exchange({}, 2)).answers).toEqual(['PING 0', 'PING 1']);
    expect((await exchange({ upperCases: false }, 1)).answers).toEqual(['ping 0']);
  });

  test('loses the datagrams of the list and writes them down as lost', async () => {
    const seen = await exchange({ loss: { kind: 'list', lost: [1] } }, 3);
    expect(seen.answers).toEqual(['PING 0', undefined, 'PING 2']);
    expect(seen.entries.map((entry) => [entry.isLost, entry.repliedAtMs.length])).toEqual([
      [false, 1],
      [true, 0],
      [false, 1],
    ]);
    const [conversation] = seen.transcript;
    expect(seen.transcript).toHaveLength(1);
    expect(conversation?.events.map(({ from, kind }) => `${from} ${kind}`)).toEqual([
      'program open',
      'program datagram',
      'peer datagram',
      'program lost',
      'program datagram',
      'peer datagram',
    ]);
  });

  test('loses the same ones for the same seed, about as many as the rate says', async () => {
    const lost = async (seed: number) => {
      const recorder = new Recorder();
      const script: UdpEchoScript = { loss: { kind: 'rate', rate: 0.4, seed } };
      await using echo = await startUdpEcho(0, script, { recorder, host });
      await using client = await openUdpClient(new Recorder());
      for (let n = 0; n < 200; n++) await client.send(`${n}`, host, echo.port);
      while ((await echo.log()).length < 200) await client.receive(20);
      return (await echo.log()).map((entry) => entry.isLost);
    };
    const first = await lost(7);
    expect(await lost(7)).toEqual(first);
    expect(await lost(8)).not.toEqual(first);
    const count = first.filter(Boolean).length;
    expect(count).toBeGreaterThan(50);
    expect(count).toBeLessThan(110);
  });

  test('delays reorder the answers', async () => {
    const recorder = new Recorder();
    const script: UdpEchoScript = { replies: { 0: { delayMs: 120 } } };
    await using echo = await startUdpEcho(0, script, { recorder, host });
    await using client = await openUdpClient(new Recorder());
    await client.send('late', host, echo.port);
    await client.send('prompt', host, echo.port);
    const answers = [await client.receive(1000), await client.receive(1000)];
    expect(answers.map((answer) => Buffer.from(answer?.bytes ?? []).toString())).toEqual(['PROMPT', 'LATE']);
    const [late, prompt] = await echo.log();
    expect(late?.repliedAtMs[0]).toBeGreaterThan(prompt?.repliedAtMs[0] ?? Number.POSITIVE_INFINITY);
    expect((late?.repliedAtMs[0] ?? 0) - (late?.atMs ?? 0)).toBeGreaterThan(110);
  });

  test('sends copies, and bytes of its own', async () => {
    const recorder = new Recorder();
    const script: UdpEchoScript = { default: { copies: 2, copyGapMs: 10, bytes: Buffer.from('other') } };
    await using echo = await startUdpEcho(0, script, { recorder, host });
    await using client = await openUdpClient(new Recorder());
    await client.send('x', host, echo.port);
    const answers = [await client.receive(1000), await client.receive(1000)];
    expect(answers.map((answer) => Buffer.from(answer?.bytes ?? []).toString())).toEqual(['other', 'other']);
  });

  test('a new script counts from its own first datagram', async () => {
    const recorder = new Recorder();
    await using echo = await startUdpEcho(0, {}, { recorder, host });
    await using client = await openUdpClient(new Recorder());
    await client.send('a', host, echo.port);
    expect(await client.receive(1000)).toBeDefined();
    await echo.setScript({ loss: { kind: 'list', lost: [0] } });
    await client.send('b', host, echo.port);
    await client.send('c', host, echo.port);
    expect(Buffer.from((await client.receive(1000))?.bytes ?? []).toString()).toBe('C');
  });

  test('says which port could not be had', async () => {
    const recorder = new Recorder();
    await using echo = await startUdpEcho(0, {}, { recorder, host });
    await expect(startUdpEcho(echo.port, {}, { recorder, host })).rejects.toThrow(/EADDRINUSE/);
  });

  test('answers on IPv6 too', async () => {
    await using echo = await startUdpEcho(0, {}, { recorder: new Recorder(), host: '::1' });
    expect(echo.port).toBeGreaterThan(0);
  });

  test('can be closed twice', async () => {
    const echo = await startUdpEcho(0, {}, { recorder: new Recorder(), host });
    await echo[Symbol.asyncDispose]();
    await expect(echo[Symbol.asyncDispose]()).resolves.toBeUndefined();
  });
});
