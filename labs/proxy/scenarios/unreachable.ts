import { defineScenario } from '../../../harness/index.ts';
import type { Fetch } from './fetch.ts';
import { page, place } from './place.ts';
import { Story } from './story.ts';

export interface UnreachableFacts {
  word: string;
  unknownHost: Fetch;
  /** A page of an origin that is there, right after. */
  afterUnknownHost: Fetch;
  deadOrigin: Fetch;
  afterDeadOrigin: Fetch;
}

export const unreachable = defineScenario<UnreachableFacts>({
  id: 'unreachable',
  title: 'A page of a host that does not exist is asked for, and one of a host where nothing listens',
  part: 'proxy',
  timeoutMs: 40_000,
  async run(world, facts) {
    const story = await Story.open(world);
    if (!story) return;
    const { random } = world;
    const word = random.word(12);
    facts.word = word;
    const fine = () =>
      place(`www.${random.word(8)}.com`, `/${random.word(6)}.html`, {
        headers: [['Content-Type', 'text/html']],
        body: page(word),
      });

    let placed = fine();
    await story.serve(placed);
    facts.unknownHost = await story.fetch({ host: `www.${random.word(8)}.invalid`, path: '/index.html' });
    await world.sleep(100);
    facts.afterUnknownHost = await story.fetchAsItIs(placed);

    await story.restart();
    await story.origin[Symbol.asyncDispose]();
    facts.deadOrigin = await story.fetch({ host: `www.${random.word(8)}.com`, path: '/index.html' });
    placed = fine();
    story.origin = await world.origin(80, { objects: placed.objects });
    await world.sleep(100);
    facts.afterDeadOrigin = await story.fetchAsItIs(placed);
  },
});
