import { defineScenario, type PlacedFile } from '../../../harness/index.ts';
import { htmlPage, utf8Page } from './documents.ts';
import type { Exchange } from './exchange.ts';
import { question } from './requests.ts';
import { Visitor } from './visitor.ts';

export interface PagesFacts {
  isLoopbackOnly: boolean;
  isForeignAddress: boolean;
  /** The page of the handout, asked for first; `index.html` where that is the only one that the program knows. */
  hello: PageFact;
  /** A page whose name no program can know. */
  other: PageFact;
  inFolder: PageFact;
  utf8: PageFact;
  /** The first page once more. */
  helloAgain: PageFact;
}

export interface PageFact {
  readonly exchange: Exchange;
  /** The document as it was placed. */
  readonly expected: Uint8Array;
}

export const pages = defineScenario<PagesFacts>({
  id: 'pages',
  title: 'Five pages that exist, asked for one after the other',
  part: 'server',
  timeoutMs: 45_000,
  async run(world, facts) {
    const { random } = world;
    const documents = {
      hello: htmlPage('HelloWorld.html', random),
      other: htmlPage(`${random.word(8)}.html`, random),
      inFolder: htmlPage(`notes/${random.word(6)}.html`, random),
      utf8: utf8Page(`utf8-${random.word(6)}.html`, random),
    };
    const index = htmlPage('index.html', random);
    const visitor = await Visitor.begin(world, [...Object.values(documents), index]);
    facts.isLoopbackOnly = visitor.program.isLoopbackOnly;
    facts.isForeignAddress = visitor.program.isForeignAddress;
    if (!visitor.isUp) return;
    const hello = await askForFirst(visitor, documents.hello, index);
    facts.hello = hello.fact;
    for (const key of ['other', 'inFolder', 'utf8', 'helloAgain'] as const)
      facts[key] = await askFor(visitor, key === 'helloAgain' ? hello.page : documents[key]);
  },
});

async function askFor(visitor: Visitor, { path, bytes }: PlacedFile): Promise<PageFact> {
  return { exchange: await visitor.ask(question(`/${path}`)), expected: bytes };
}

/** Asks for the page of the handout, and, of a server that knows no page but `index.html`, for that one. */
export async function askForFirst(
  visitor: Visitor,
  hello: PlacedFile,
  index: PlacedFile,
): Promise<{ readonly fact: PageFact; readonly page: PlacedFile }> {
  const first = { fact: await askFor(visitor, hello), page: hello };
  if (brings(first.fact) || !visitor.program.isRunning()) return first;
  const second = { fact: await askFor(visitor, index), page: index };
  return brings(second.fact) ? second : first;
}

/** Whether the document is in the answer, whatever stands around it and between its lines. */
function brings({ exchange, expected }: PageFact): boolean {
  const [, , heading = ''] = Buffer.from(expected).toString('latin1').split('\n');
  return Buffer.from(exchange.bytes).includes(heading);
}
