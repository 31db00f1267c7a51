import { defineScenario, type OriginObject } from '../../../harness/index.ts';
import type { Fetch } from './fetch.ts';
import { page, place, text } from './place.ts';
import { Story } from './story.ts';

/** A request, and the body that the origin sends for it. */
export interface Relayed {
  readonly fetch: Fetch;
  readonly body: Uint8Array;
}

export interface RelaysFacts {
  /** Every byte value, no valid UTF-8. */
  binary: Relayed;
  /** 400,000 bytes: more than a socket that nobody reads can hold. */
  large: Relayed;
  /** Arrives in pieces, with pauses. */
  segmented: Relayed;
  notFound: Relayed;
  notFoundAgain: Relayed;
  moved: Relayed;
  serverError: Relayed;
}

export const LOCATION = 'http://www.example.com/elsewhere.html';

export const relays = defineScenario<RelaysFacts>({
  id: 'relays',
  title: 'Objects of several kinds and statuses are fetched once each',
  part: 'proxy',
  timeoutMs: 40_000,
  async run(world, facts) {
    const story = await Story.open(world);
    if (!story) return;
    const { random } = world;
    const relayed = async (path: string, body: Uint8Array, object: Omit<OriginObject, 'path' | 'body'>) => {
      const placed = place(`www.${random.word(8)}.com`, path, { ...object, body });
      await story.serve(placed);
      return { fetch: await story.fetch(placed), placed, body };
    };
    const type = (value: string) => [['Content-Type', value]] as const;

    facts.binary = await relayed('/picture.png', everyByte(random.bytes(500)), {
      headers: type('image/png'),
    });
    facts.large = await relayed('/large.txt', text(random, 400_000), {
      headers: type('text/plain'),
    });
    facts.segmented = await relayed('/slow.html', text(random, 3_000), {
      headers: type('text/html'),
      segmentSize: 300,
      segmentGapMs: 40,
    });
    const { placed, ...notFound } = await relayed('/missing.html', page(random.word(12)), {
      headers: type('text/html'),
      status: 404,
    });
    facts.notFound = notFound;
    await world.sleep(150);
    facts.notFoundAgain = { fetch: await story.fetch(placed), body: notFound.body };
    facts.moved = await relayed('/moved.html', page(random.word(12)), {
      headers: [['Location', LOCATION], ...type('text/html')],
      status: 301,
    });
    facts.serverError = await relayed('/broken.html', page(random.word(12)), {
      headers: type('text/html'),
      status: 500,
    });
  },
});

/** All 256 values in order, CRLF and lone LF and CR among them, then noise. */
function everyByte(noise: Uint8Array): Uint8Array {
  const values = Uint8Array.from({ length: 256 }, (_, value) => value);
  return Buffer.concat([values, Buffer.from('a\r\nb\nc\rd\r\n'), noise]);
}
