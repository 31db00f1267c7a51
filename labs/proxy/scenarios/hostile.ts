import { defineScenario, type OriginEntry, type Random } from '../../../harness/index.ts';
import { type Fetch, requestBytes } from './fetch.ts';
import { type Placed, page, place } from './place.ts';
import { Story } from './story.ts';

export interface HostileFacts {
  word: string;
  /** Requests whose end two programs can see in different places. */
  ambiguous: readonly Attempt[];
  /** Requests with fields that no program may pass on as they are. */
  malformedFields: readonly Attempt[];
  afterEmpty: Fetch;
  afterGarbage: Fetch;
  afterLeaver: Fetch;
}

export interface Attempt {
  /** What is wrong with it: `both Content-Length and Transfer-Encoding`. */
  readonly what: string;
  readonly fetch: Fetch;
  /** All that the origin got because of it, until a moment later. */
  readonly origin: readonly OriginEntry[];
}

export const SMUGGLED = '/smuggled.html';

/** How long a program may take to die of what was done to it. */
const DYING_MS = 100;

const HIDDEN = `GET ${SMUGGLED} HTTP/1.1\r\nHost: hidden\r\n\r\n`;

export const hostile = defineScenario<HostileFacts>({
  id: 'hostile',
  title: 'Ambiguous requests, an empty connection, garbage, and a client that goes away',
  part: 'proxy',
  timeoutMs: 80_000,
  async run(world, facts) {
    const story = await Story.open(world);
    if (!story) return;
    const { random } = world;
    facts.word = random.word(12);
    const fine = place(`www.${random.word(8)}.com`, '/index.html', { body: page(facts.word) });
    await story.serve(fine);
    const attempts = async (list: readonly (readonly [string, string, string])[]) => {
      const done: Attempt[] = [];
      for (const [what, fields, body] of list) done.push(await attempt(story, fine, what, fields, body));
      return done;
    };

    facts.ambiguous = await attempts([
      [
        'both Content-Length and Transfer-Encoding',
        `Content-Length: ${5 + HIDDEN.length}\r\nTransfer-Encoding: chunked\r\n`,
        `0\r\n\r\n${HIDDEN}`,
      ],
      [
        'two different Content-Length fields',
        `Content-Length: 5\r\nContent-Length: ${5 + HIDDEN.length}\r\n`,
        `hello${HIDDEN}`,
      ],
    ]);
    facts.malformedFields = await attempts([
      ['a space before the colon', 'Content-Length : 5\r\n', 'hello'],
      ['a field folded over two lines', 'X-Folded: one\r\n two\r\nContent-Length: 5\r\n', 'hello'],
      ['a CR without LF inside a field', 'X-Bare: one\rX-Two: two\r\nContent-Length: 5\r\n', 'hello'],
    ]);

    await story.restart();
    const empty = await world.connect({ ...story.program.address, peer: 'silent' });
    empty.end();
    await empty.receiveAll(300);
    await world.sleep(DYING_MS);
    facts.afterEmpty = await story.fetchAsItIs(fine);
    await empty[Symbol.asyncDispose]();

    await story.restart();
    await story.exchange(garbage(random), fine);
    await world.sleep(DYING_MS);
    facts.afterGarbage = await story.fetchAsItIs(fine);

    await story.restart();
    await leave(story);
    await story.serve(fine);
    facts.afterLeaver = await story.fetchAsItIs(fine);
  },
});

/** The start of a TLS handshake and noise, all of it in one line: it is the request line that is wrong. */
function garbage(random: Random): Uint8Array {
  const noise = random.bytes(300).map((byte) => (byte === 0x0a || byte === 0x0d ? 0xff : byte));
  return Buffer.concat([Buffer.from([0x16, 3, 1, 2, 0]), noise, Buffer.from('\r\n\r\n')]);
}

async function attempt(
  story: Story,
  placed: Placed,
  what: string,
  fields: string,
  body: string,
): Promise<Attempt> {
  if (!story.program.isRunning()) await story.restart();
  const asked = { ...placed, method: 'POST' };
  const plain = Buffer.from(requestBytes(asked, story.form, story.program.address)).toString('latin1');
  const bytes = Buffer.from(plain.replace(/\r\n\r\n$/, `\r\n${fields}\r\n${body}`), 'latin1');
  const seen = (await story.origin.log()).length;
  const fetch = await story.exchange(bytes, asked);
  // A smuggled request would arrive on its heels.
  await story.world.sleep(100);
  const origin = (await story.origin.log()).slice(seen);
  if (fetch.ended === 'timeout') await story.restart();
  return { what, fetch, origin };
}

/** Asks for something large and resets the connection while it comes. */
async function leave(story: Story): Promise<void> {
  const { world, program } = story;
  const large = place(`www.${world.random.word(8)}.com`, '/large.bin', { bodyLength: 12_000_000 });
  await story.serve(large);
  await using client = await world.connect({ ...program.address, peer: 'leaver' });
  await client.send(requestBytes(large, story.form, program.address));
  await client.receiveUntil((bytes) => bytes.length > 1_000, 3_000);
  client.reset();
  await world.sleep(200);
}
