import { defineScenario, type PlacedFile } from '../../../harness/index.ts';
import { type Comparison, compareContent, contentOfAnswer } from '../content.ts';
import { crlfText, largeText, pngImage, textFile } from './documents.ts';
import type { Exchange } from './exchange.ts';
import type { PageFact } from './pages.ts';
import { question } from './requests.ts';
import { Visitor } from './visitor.ts';

export interface KindsOfFilesFacts {
  text: PageFact;
  style: PageFact;
  crlfText: PageFact;
  image: PageFact;
  large: LargeFact;
}

/** Ten million bytes and a few, compared where they came: an observation need not carry them twice. */
export interface LargeFact {
  /** With the beginning of the answer only. */
  readonly exchange: Exchange;
  readonly comparison: Comparison;
  readonly expectedBytes: number;
  readonly receivedBytes: number;
}

/** A megabyte a second: whatever does not send byte by byte is a hundred times as fast. */
const LARGE_TIMEOUT_MS = 10_000;
/** Long enough to see that it will not come: a twentieth of it should be there by then. */
const LARGE_TRIAL_MS = 3_000;
const LARGE_BYTES = 10_000_000 + 17;
/** What is lost when one send() takes a part is lost only where a buffer was full. */
const LARGE_PAUSE_MS = 500;

export const kindsOfFiles = defineScenario<KindsOfFilesFacts>({
  id: 'kinds-of-files',
  title: 'A text, a style sheet, a text with CRLF, an image, and ten megabytes',
  part: 'server',
  timeoutMs: 60_000,
  async run(world, facts) {
    const { random } = world;
    const documents = {
      text: textFile(`${random.word(6)}.txt`, `${random.word(40)}\n`),
      style: textFile(`${random.word(6)}.css`, `h1 { color: #${random.integer(100, 999)}; }\n`),
      crlfText: crlfText(`crlf-${random.word(6)}.txt`, random),
      image: pngImage(`${random.word(6)}.png`, random),
      large: largeText(`${random.word(6)}-large.txt`, LARGE_BYTES, random),
    };
    const visitor = await Visitor.begin(world, Object.values(documents));
    if (!visitor.isUp) return;
    for (const key of ['text', 'style', 'crlfText', 'image'] as const) {
      const { path, bytes } = documents[key];
      facts[key] = { exchange: await visitor.ask(question(`/${path}`)), expected: bytes };
    }
    facts.large = await askForLarge(visitor, documents.large);
  },
});

async function askForLarge(visitor: Visitor, { path, bytes }: PlacedFile): Promise<LargeFact> {
  const exchange = await visitor.ask(question(`/${path}`), {
    totalTimeoutMs: LARGE_TIMEOUT_MS,
    trial: { ms: LARGE_TRIAL_MS, bytes: LARGE_BYTES / 20 },
    readsAfterMs: LARGE_PAUSE_MS,
  });
  const content = contentOfAnswer(exchange.bytes);
  return {
    exchange: { ...exchange, bytes: exchange.bytes.slice(0, 1_024) },
    comparison: compareContent(content, bytes),
    expectedBytes: bytes.length,
    receivedBytes: content.length,
  };
}
