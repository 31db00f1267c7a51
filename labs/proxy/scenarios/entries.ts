import { gzipSync } from 'node:zlib';
import { defineScenario } from '../../../harness/index.ts';
import { SETTLE_MS } from './cache.ts';
import { type Fetch, requestBytes } from './fetch.ts';
import { cacheableFields, type Placed, page, place, placeExactly } from './place.ts';
import type { Relayed } from './relays.ts';
import { Story } from './story.ts';

export interface EntriesFacts {
  /** Pages that differ in their query, their host, or a slash, each asked for after the others. */
  queries: readonly Relayed[];
  hosts: readonly Relayed[];
  paths: readonly Relayed[];
  gzip: Relayed;
  gzipAgain: Fetch;
  headInSegments: Relayed;
  /** The same page, asked for twice at the same moment. */
  together: readonly [Fetch, Fetch];
  togetherBody: Uint8Array;
  /** What the origin got for both. */
  togetherRequests: number;
  /** When all was answered and half a second had passed. */
  settledAtMs: number;
}

export const entries = defineScenario<EntriesFacts>({
  id: 'entries',
  title: 'Pages with nearly the same URL, a compressed one, a request in pieces, and two at once',
  part: 'proxy',
  timeoutMs: 45_000,
  async run(world, facts) {
    const story = await Story.open(world);
    if (!story) return;
    const { random } = world;
    const object = () => ({ headers: cacheableFields(), body: page(random.word(12)) });
    const host = () => `www.${random.word(8)}.com`;
    const fetchEach = async (placed: readonly Placed[]) => {
      await story.serve(...placed);
      const fetched: Relayed[] = [];
      for (const each of placed) {
        fetched.push({ fetch: await story.fetch(each), body: each.body });
        await world.sleep(SETTLE_MS / 2);
      }
      return fetched;
    };

    const one = host();
    facts.queries = await fetchEach(
      ['?q=1', '?q=2', ''].map((q) => placeExactly(one, `/find${q}`, object())),
    );
    facts.hosts = await fetchEach([host(), host()].map((each) => placeExactly(each, '/same.html', object())));
    const paths = ['/a/b.html', '/a_b.html', '/a-b.html', '/../a/b.html'];
    facts.paths = await fetchEach(paths.map((path) => placeExactly(one, path, object())));

    const text = Buffer.from(`${random.word(40)} `.repeat(50));
    const zipped = place(host(), '/zipped.html', {
      headers: [...cacheableFields(), ['Content-Encoding', 'gzip']],
      body: gzipSync(text),
    });
    await story.serve(zipped);
    const accepting = { ...zipped, fields: [['Accept-Encoding', 'gzip']] as const };
    facts.gzip = { fetch: await story.fetch(accepting), body: zipped.body };
    await world.sleep(SETTLE_MS / 2);
    facts.gzipAgain = await story.fetch(accepting);

    const slow = place(host(), '/slow.html', { ...object(), delayMs: 600 });
    await story.serve(slow);
    const before = (await story.origin.log()).length;
    facts.togetherBody = slow.body;
    facts.together = await Promise.all([story.fetchAsItIs(slow), story.fetchAsItIs(slow)]);
    facts.togetherRequests = (await story.origin.log()).length - before;

    await world.sleep(500);
    facts.settledAtMs = world.elapsedMs();

    const inPieces = place(host(), '/pieces.html', object());
    await story.serve(inPieces);
    if (!story.program.isRunning()) await story.restart();
    const bytes = requestBytes(inPieces, story.form, story.program.address);
    const fetch = await story.exchange(bytes, inPieces, story.form, { size: 9, gapMs: 8 });
    facts.headInSegments = { fetch, body: inPieces.body };
  },
});
