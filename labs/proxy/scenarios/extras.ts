import { defineScenario, receiveResponse } from '../../../harness/index.ts';
import { type Fetch, requestBytes } from './fetch.ts';
import { cacheableFields, page, place, text } from './place.ts';
import type { Relayed } from './relays.ts';
import { Story } from './story.ts';

export interface ExtrasFacts {
  otherPort: Relayed;
  /** What was posted, twice, to the same URL. */
  posted: Uint8Array;
  post: Relayed;
  postAgain: Fetch;
  chunked: Relayed;
  hopByHop: Relayed;
  deniedHost: Fetch;
  stranger: Stranger;
}

/** A client from a public address. */
export interface Stranger {
  /** Undefined when the runtime cannot give us that address. */
  readonly isConnected: boolean;
  readonly bytes: Uint8Array;
  /** How many requests reached the origin. */
  readonly originRequests: number;
  /** It listens for its own host alone, and was reached by our redirect. */
  readonly isLoopbackOnly: boolean;
}

/** From the block for documentation: no program knows it. @see https://www.rfc-editor.org/rfc/rfc5737 */
export const STRANGER_ADDRESS = '203.0.113.77';

export const extras = defineScenario<ExtrasFacts>({
  id: 'extras',
  title: 'Another port, POST, chunks, hop-by-hop fields, a denied host and a stranger',
  part: 'proxy',
  timeoutMs: 45_000,
  async run(world, facts) {
    const { random } = world;
    const denied = `www.${random.word(8)}-denied.com`;
    const files = [{ path: 'denied-hosts.txt', bytes: Buffer.from(`${denied}\n`) }];
    const story = await Story.open(world, { files });
    if (!story) return;
    const html = [['Content-Type', 'text/html']] as const;
    const somewhere = () => `www.${random.word(8)}.com`;

    const elsewhere = place(somewhere(), '/port.html', { headers: html, body: page(random.word(12)) });
    const otherOrigin = await world.origin(8080, { objects: elsewhere.objects });
    const otherFetch = await story.fetch({ ...elsewhere, port: 8080 });
    const reached = await otherOrigin.log();
    facts.otherPort = { fetch: { ...otherFetch, origin: reached }, body: elsewhere.body };

    const form = place(somewhere(), '/form', { headers: cacheableFields(), body: page(random.word(12)) });
    await story.serve(form);
    facts.posted = text(random, 900);
    const asked = {
      ...form,
      method: 'POST',
      fields: [
        ['Content-Type', 'text/plain'],
        ['Content-Length', String(facts.posted.length)],
      ] as const,
      requestBody: facts.posted,
    };
    facts.post = { fetch: await story.fetch(asked), body: form.body };
    await world.sleep(150);
    facts.postAgain = await story.fetch(asked);

    const chunked = place(somewhere(), '/chunked.html', {
      headers: html,
      framing: 'chunked',
      body: text(random, 1_000),
    });
    await story.serve(chunked);
    facts.chunked = { fetch: await story.fetch(chunked), body: chunked.body };

    const hops = place(somewhere(), '/hops.html', {
      headers: [...html, ['Connection', 'X-Origin-Hop'], ['X-Origin-Hop', '1'], ['Keep-Alive', 'timeout=7']],
      body: page(random.word(12)),
    });
    await story.serve(hops);
    const fields = [
      ['Connection', 'close, X-Client-Hop'],
      ['X-Client-Hop', '1'],
      ['Proxy-Connection', 'keep-alive'],
      ['X-End-To-End', '1'],
    ] as const;
    const hopFetch = await story.fetch({ ...hops, closes: false, fields });
    facts.hopByHop = { fetch: hopFetch, body: hops.body };

    const forbidden = place(denied, '/index.html', { headers: html, body: page(random.word(12)) });
    await story.serve(forbidden);
    facts.deniedHost = await story.fetch(forbidden);
    facts.stranger = await askAsStranger(story, somewhere());
  },
});

async function askAsStranger(story: Story, host: string): Promise<Stranger> {
  const { world, program } = story;
  const placed = place(host, '/index.html', { body: page(world.random.word(12)) });
  await story.serve(placed);
  const before = (await story.origin.log()).length;
  await using client = await world.connect({
    ...program.address,
    peer: 'stranger',
    localAddress: STRANGER_ADDRESS,
    connectTimeoutMs: 2_000,
  });
  await client.send(requestBytes(placed, story.form, program.address));
  const { bytes } = await receiveResponse(client, { firstByteTimeoutMs: 3_000, quietMs: 500 });
  const originRequests = (await story.origin.log()).length - before;
  return { isConnected: client.isConnected, bytes, originRequests, isLoopbackOnly: program.isLoopbackOnly };
}
