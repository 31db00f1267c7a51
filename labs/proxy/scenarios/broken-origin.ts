import { defineScenario, parseHttp, patternBytes } from '../../../harness/index.ts';
import { SETTLE_MS } from './cache.ts';
import type { Fetch } from './fetch.ts';
import { cacheableFields, place } from './place.ts';
import { Story } from './story.ts';

export interface BrokenOriginFacts {
  /** The origin closes after `CUT_BYTES` of `CUT_LENGTH`. */
  cut: Fetch;
  /** It is whole again. */
  afterCut: Fetch;
  big: Big;
}

/** An answer too large to keep. */
export interface Big {
  readonly head: Uint8Array;
  readonly bodyLength: number;
  /** Where the first wrong byte is; undefined when there is none. */
  readonly wrongAt?: number;
  readonly ended: Fetch['ended'];
  /** Our conversation with the proxy: it tells what came when. */
  readonly conversation: string;
  /** The proxy's conversation with the origin; undefined when there was none. */
  readonly originConversation?: string;
}

export const CUT_LENGTH = 200_000;
export const CUT_BYTES = 50_000;
export const BIG_LENGTH = 20 * 2 ** 20;
/** A program that collects the body first sends nothing until it has all of it. */
const PATIENCE_MS = 15_000;
/** Between the two halves of the big one. */
export const BIG_GAP_MS = 1_200;

export const brokenOrigin = defineScenario<BrokenOriginFacts>({
  id: 'broken-origin',
  title: 'The origin breaks off in the middle of an answer, then sends 20 MiB with a pause in the middle',
  part: 'proxy',
  timeoutMs: 60_000,
  async run(world, facts) {
    const story = await Story.open(world);
    if (!story) return;
    const host = `www.${world.random.word(8)}.com`;
    const whole = { headers: cacheableFields('application/octet-stream'), bodyLength: CUT_LENGTH };
    const broken = place(host, '/cut.bin', { ...whole, breakAfterBytes: CUT_BYTES });
    await story.serve(broken);
    facts.cut = await story.fetch(broken);
    await world.sleep(SETTLE_MS);
    const mended = place(host, '/cut.bin', whole);
    await story.serve(mended);
    facts.afterCut = await story.fetch(mended);

    const big = place(`www.${world.random.word(8)}.com`, '/big.bin', {
      headers: [['Content-Type', 'application/octet-stream']],
      bodyLength: BIG_LENGTH,
      segmentSize: BIG_LENGTH / 2,
      segmentGapMs: BIG_GAP_MS,
    });
    await story.serve(big);
    facts.big = summary(await story.fetch({ ...big, patienceMs: PATIENCE_MS }));
  },
});

function summary({ bytes, ended, conversation, origin }: Fetch): Big {
  const { message } = parseHttp('response', bytes);
  const expected = patternBytes(BIG_LENGTH);
  // Twenty million comparisons in JavaScript only where there is something to find.
  const isEqual = Buffer.compare(message.body, expected) === 0;
  const wrongAt = isEqual ? -1 : message.body.findIndex((byte, index) => byte !== expected[index]);
  return {
    head: Uint8Array.from(message.headBytes),
    bodyLength: message.body.length,
    ended,
    conversation,
    ...(origin[0] && { originConversation: origin[0].conversation }),
    ...(wrongAt >= 0 && { wrongAt }),
  };
}
