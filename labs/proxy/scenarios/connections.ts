import {
  defineScenario,
  type HttpReceived,
  type OriginEntry,
  receiveResponse,
} from '../../../harness/index.ts';
import { requestBytes } from './fetch.ts';
import { page, place } from './place.ts';
import type { Relayed } from './relays.ts';
import { Story } from './story.ts';

export interface ConnectionsFacts {
  /** Two requests on one connection: the answers that came. */
  first: Answered;
  second: Answered;
  /** From an origin that leaves its connection open after the answer. */
  openOrigin: Relayed;
  tunnel: Tunnel;
}

export interface Answered {
  readonly conversation: string;
  readonly bytes: Uint8Array;
  readonly ended: HttpReceived['ended'];
  readonly body: Uint8Array;
}

/** What CONNECT brought. */
export interface Tunnel {
  /** Of the proxy. */
  readonly port: number;
  /** The answer to CONNECT itself. */
  readonly answer: Uint8Array;
  readonly sent: Uint8Array;
  /** What the host sent through the tunnel, and what came out of it. */
  readonly expected: Uint8Array;
  readonly received: Uint8Array;
  readonly origin: readonly OriginEntry[];
}

/** Closing a connection that was kept open ends some programs. */
const DYING_MS = 300;

export const connections = defineScenario<ConnectionsFacts>({
  id: 'connections',
  title: 'Two requests on one connection, an origin that keeps its connection open, and a tunnel',
  part: 'proxy',
  timeoutMs: 45_000,
  async run(world, facts) {
    const story = await Story.open(world);
    if (!story) return;
    await askTwice(story, facts);
    await story.settle(DYING_MS);

    const { random } = world;
    const open = place(`www.${random.word(8)}.com`, '/open.html', {
      headers: [['Content-Type', 'text/html']],
      body: page(random.word(12)),
      closes: false,
    });
    await story.serve(open);
    const fetch = await story.fetch({ ...open, closes: false });
    facts.openOrigin = { fetch, body: open.body };
    await story.settle(DYING_MS);
    facts.tunnel = await openTunnel(story);
  },
});

async function askTwice(story: Story, facts: Partial<ConnectionsFacts>): Promise<void> {
  const { world, program, form } = story;
  const placed = ['/one.html', '/two.html'].map((path) =>
    place(`www.${world.random.word(8)}.com`, path, {
      headers: [['Content-Type', 'text/html']],
      body: page(world.random.word(12)),
    }),
  );
  await story.serve(...placed);
  await using client = await world.connect({ ...program.address, peer: 'browser' });
  for (const [index, each] of placed.entries()) {
    await client.send(requestBytes({ ...each, closes: false }, form, program.address));
    const { bytes, ended } = await receiveResponse(client, { firstByteTimeoutMs: 3_000, quietMs: 1_500 });
    const body = each.body;
    facts[index === 0 ? 'first' : 'second'] = { conversation: client.conversation.id, bytes, ended, body };
  }
}

/** The host behind the tunnel does not speak TLS here: any bytes will do to show that they pass unread. */
async function openTunnel({ world, program }: Story): Promise<Tunnel> {
  const { random } = world;
  const host = `www.${random.word(8)}.com`;
  const expected = Buffer.concat([Buffer.from([0x16, 3, 3, 0, 10, 13]), random.bytes(3_000)]);
  await using secure = await world.origin(443, {
    objects: [{ path: '/inside', raw: expected }],
  });
  const body = random.bytes(500);
  const sent = Buffer.concat([
    Buffer.from(
      `POST /inside HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`,
    ),
    body,
  ]);
  await using client = await world.connect({ ...program.address, peer: 'browser' });
  await client.send(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n\r\n`);
  const { bytes: answer } = await receiveResponse(client, {
    requestMethod: 'CONNECT',
    firstByteTimeoutMs: 3_000,
    quietMs: 500,
  });
  await client.send(sent);
  const { bytes: received } = await client.receiveUntil((bytes) => bytes.length >= expected.length, 3_000);
  return { port: program.address.port, answer, sent, expected, received, origin: await secure.log() };
}
