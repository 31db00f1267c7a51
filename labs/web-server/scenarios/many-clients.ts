import { defineScenario, type PlacedFile } from '../../../harness/index.ts';
import { htmlPage, largeText } from './documents.ts';
import type { PageFact } from './pages.ts';
import { question } from './requests.ts';
import { Visitor } from './visitor.ts';

export interface ManyClientsFacts {
  /** Ten clients at the same moment, each for a page of its own. */
  parallel: readonly PageFact[];
  /** Asked while another client is connected and says nothing. */
  besideSilent: PageFact;
  /** Asked while another client does not take the large file that it asked for. */
  besideSlowReader: PageFact;
}

/** Enough for any scheduler; a server that waits for the other client waits for ever. */
const ANSWER_TIMEOUT_MS = 3_000;
/** More than the buffers of both hosts take: 1 MiB of ours, and up to 6 of a server that asks for as much as it can get. */
const LARGE_BYTES = 12 * 1024 * 1024;

export const manyClients = defineScenario<ManyClientsFacts>({
  id: 'many-clients',
  title: 'Several clients at once: ten that ask, one that says nothing, one that does not read',
  part: 'server',
  timeoutMs: 45_000,
  async run(world, facts) {
    const { random } = world;
    const pages = Array.from({ length: 10 }, (_, index) =>
      htmlPage(`page-${index}-${random.word(5)}.html`, random),
    );
    const large = largeText(`large-${random.word(5)}.txt`, LARGE_BYTES, random);
    const hello = htmlPage('HelloWorld.html', random);
    const visitor = await Visitor.begin(world, [...pages, large, hello]);
    if (!visitor.isUp) return;
    facts.parallel = await askTogether(visitor, pages);
    facts.besideSilent = await besideSilent(visitor, hello);
    facts.besideSlowReader = await besideSlowReader(visitor, hello, large);
  },
});

/** A server with a short queue lets some of them knock twice: the kernel tries again after 1, 3 and 7 s. */
const CONNECT_TIMEOUT_MS = 12_000;

async function askTogether(visitor: Visitor, pages: readonly PlacedFile[]): Promise<readonly PageFact[]> {
  return Promise.all(
    pages.map(async (page) => {
      await using client = await visitor.connect('parallel-client', CONNECT_TIMEOUT_MS);
      return { exchange: await visitor.askOn(client, question(`/${page.path}`)), expected: page.bytes };
    }),
  );
}

async function askInTime(visitor: Visitor, page: PlacedFile): Promise<PageFact> {
  const exchange = await visitor.ask(question(`/${page.path}`), { firstByteTimeoutMs: ANSWER_TIMEOUT_MS });
  return { exchange, expected: page.bytes };
}

async function besideSilent(visitor: Visitor, page: PlacedFile): Promise<PageFact> {
  await using _silent = await visitor.connect('silent-client');
  return await askInTime(visitor, page);
}

async function besideSlowReader(visitor: Visitor, page: PlacedFile, large: PlacedFile): Promise<PageFact> {
  await using slow = await visitor.connect('slow-client');
  await slow.send(question(`/${large.path}`).bytes);
  // Its answer is on the way; from now on it takes nothing more.
  await slow.receiveUntil((bytes) => bytes.length > 0, ANSWER_TIMEOUT_MS);
  slow.pause();
  return await askInTime(visitor, page);
}
