import { defineScenario, type PlacedFile } from '../../../harness/index.ts';
import { htmlPage, largeText } from './documents.ts';
import type { PageFact } from './pages.ts';
import { question } from './requests.ts';
import { Visitor } from './visitor.ts';

export interface ManyClientsFacts {
  /** Ten clients at the same moment, each for a page of its own. */
  readonly parallel: readonly PageFact[];
  /** Asked while another client is connected and says nothing. */
  readonly besideSilent: PageFact;
  /** Asked while another client does not take the large file that it asked for. */
  readonly besideSlowReader: PageFact;
}

/** Enough for any scheduler; a server that waits for the other client waits for ever. */
const ANSWER_TIMEOUT_MS = 3_000;
/** More than the buffers of both kernels take. */
const LARGE_BYTES = 16 * 1024 * 1024;

export const manyClients = defineScenario<ManyClientsFacts>({
  id: 'many-clients',
  title: 'Several clients at once: ten that ask, one that says nothing, one that does not read',
  part: 'server',
  timeoutMs: 45_000,
  async run(world, facts) {
    const { random } = world;
    const pages = Array.from({ length: 10 }, (_, index) => htmlPage(`page-${index}-${random.word(5)}.html`, random));
    const large = largeText(`large-${random.word(5)}.txt`, LARGE_BYTES, random);
    const hello = htmlPage('HelloWorld.html', random);
    const visitor = await Visitor.begin(world, [...pages, large, hello]);
    if (!visitor.isUp) return;
    facts.parallel = await Promise.all(pages.map((page) => askInTime(visitor, page)));
    facts.besideSilent = await besideSilent(visitor, hello);
    facts.besideSlowReader = await besideSlowReader(visitor, hello, large);
  },
});

async function askInTime(visitor: Visitor, page: PlacedFile, firstByteTimeoutMs?: number): Promise<PageFact> {
  const options = firstByteTimeoutMs === undefined ? {} : { firstByteTimeoutMs };
  return { exchange: await visitor.ask(question(`/${page.path}`), options), expected: page.bytes };
}

async function besideSilent(visitor: Visitor, page: PlacedFile): Promise<PageFact> {
  await using _silent = await visitor.connect('silent-client');
  return askInTime(visitor, page, ANSWER_TIMEOUT_MS);
}

async function besideSlowReader(visitor: Visitor, page: PlacedFile, large: PlacedFile): Promise<PageFact> {
  await using slow = await visitor.connect('slow-client');
  await slow.send(question(`/${large.path}`).bytes);
  // Its answer is on the way; from now on it takes nothing more.
  await slow.receiveUntil((bytes) => bytes.length > 0, ANSWER_TIMEOUT_MS);
  slow.pause();
  return askInTime(visitor, page, ANSWER_TIMEOUT_MS);
}
