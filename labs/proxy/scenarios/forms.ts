import { defineScenario } from '../../../harness/index.ts';
import { carries } from '../carries.ts';
import { type Fetch, FORMS } from './fetch.ts';
import { page, place } from './place.ts';
import { Story } from './story.ts';

export interface FormsFacts {
  /** The word that the page has and nothing else. */
  word: string;
  path: Fetch;
  absolute: Fetch;
  /** The front page of a host, or a page with the port in its URL, where neither form brought a page. */
  front: Fetch;
}

/** Whether the page is in the answer. */
export function brings(fetch: Fetch | undefined, word: string | undefined): boolean {
  return fetch !== undefined && word !== undefined && carries(fetch.bytes, word);
}

export const forms = defineScenario<FormsFacts>({
  id: 'forms',
  title:
    'A page is asked for in path form, in absolute form, and if neither brings it a front page, or one with its port',
  part: 'proxy',
  timeoutMs: 40_000,
  async run(world, facts) {
    const { random } = world;
    const word = random.word(12);
    facts.word = word;
    const story = await Story.start(world);
    if (!story) return;
    for (const form of FORMS) {
      const isFront = form !== 'path' && form !== 'absolute';
      if (isFront && [facts.path, facts.absolute, facts.front].some((fetch) => brings(fetch, word))) return;
      const placed = place(`www.${random.word(8)}.com`, `/notes/${random.word(6)}.html`, {
        headers: [['Content-Type', 'text/html']],
        body: page(word),
      });
      await story.serve(placed);
      facts[isFront ? 'front' : form] = await story.fetch(placed, form);
    }
  },
});
