import { defineScenario } from '../../../harness/index.ts';
import { htmlPage, utf8Page } from './documents.ts';
import type { Exchange } from './exchange.ts';
import { question } from './requests.ts';
import { Visitor } from './visitor.ts';

export interface PagesFacts {
  isLoopbackOnly: boolean;
  isForeignAddress: boolean;
  /** The page of the handout, asked for first. */
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
    const visitor = await Visitor.begin(world, Object.values(documents));
    facts.isLoopbackOnly = visitor.program.isLoopbackOnly;
    facts.isForeignAddress = visitor.program.isForeignAddress;
    if (!visitor.isUp) return;
    for (const key of ['hello', 'other', 'inFolder', 'utf8', 'helloAgain'] as const) {
      const { path, bytes } = documents[key === 'helloAgain' ? 'hello' : key];
      facts[key] = { exchange: await visitor.ask(question(`/${path}`)), expected: bytes };
    }
  },
});
