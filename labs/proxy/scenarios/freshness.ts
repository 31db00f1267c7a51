import { defineScenario, type OriginObject, type World } from '../../../harness/index.ts';
import { SETTLE_MS } from './cache.ts';
import type { Asked, Fetch } from './fetch.ts';
import { cacheableFields, httpDate, type Placed, page, place } from './place.ts';
import { Story } from './story.ts';

export interface FreshnessFacts {
  noStore: Twice;
  private: Twice;
  /** Cache-Control: max-age=1, and more than two seconds between the two. */
  expired: Twice;
  /** Cache-Control: max-age=600, and as long between the two. */
  aged: Twice;
  etag: Twice;
  lastModified: Twice;
  /** The origin has another version when it is asked for the second time. */
  changed: Twice & { readonly newBody: Uint8Array };
  /** Vary: Accept-Language; asked for in English, then in German. */
  vary: Twice & { readonly newBody: Uint8Array };
  /** With a password, then without. */
  authorized: Twice;
  /** GET, then POST, then this. */
  afterPost: Twice;
}

/** The same URL, asked for twice. */
export interface Twice {
  readonly first: Fetch;
  /** What was asked of it between the two. */
  readonly between?: Fetch;
  readonly second: Fetch;
  readonly body: Uint8Array;
}

export const AGE_MS = 2_400;
export const ETAG = '"version-1"';

export const freshness = defineScenario<FreshnessFacts>({
  id: 'freshness',
  title: 'Pages with various rules for caches are asked for twice each',
  part: 'proxy',
  timeoutMs: 60_000,
  async run(world, facts) {
    const story = await Story.open(world);
    if (!story) return;
    const teller = new Teller(world, story);

    const shortLived = teller.page([['Cache-Control', 'max-age=1']]);
    const longLived = teller.page(cacheableFields());
    const firstShort = await teller.fetch(shortLived);
    const firstLong = await teller.fetch(longLived);
    const waitUntil = world.elapsedMs() + AGE_MS;

    facts.noStore = await teller.twice(teller.page([['Cache-Control', 'no-store, max-age=600']]));
    facts.private = await teller.twice(teller.page([['Cache-Control', 'private, max-age=600']]));
    facts.etag = await teller.twice(teller.validated([['ETag', ETAG]]));
    facts.lastModified = await teller.twice(
      teller.validated([['Last-Modified', httpDate(Date.now() - 9e8)]]),
    );
    facts.changed = await teller.changed();
    facts.vary = await teller.languages();
    const password = { fields: [['Authorization', 'Basic YWxpY2U6c2VjcmV0']] as const };
    facts.authorized = await teller.twice(teller.page([['Cache-Control', 'max-age=600']]), password);
    facts.afterPost = await teller.invalidated();

    await world.sleep(Math.max(0, waitUntil - world.elapsedMs()));
    facts.expired = { ...shortLived, first: firstShort, second: await teller.fetch(shortLived) };
    facts.aged = { ...longLived, first: firstLong, second: await teller.fetch(longLived) };
  },
});

type Fields = OriginObject['headers'] & {};

/** Makes pages and asks for them. */
class Teller {
  readonly #world: World;
  readonly #story: Story;

  constructor(world: World, story: Story) {
    this.#world = world;
    this.#story = story;
  }

  page(headers: Fields, object: Partial<OriginObject> = {}): Placed {
    const { random } = this.#world;
    const body = page(random.word(12));
    const html = headers.some(([name]) => name === 'Content-Type')
      ? []
      : ([['Content-Type', 'text/html']] as const);
    const path = `/${random.word(6)}.html`;
    return {
      ...place(`www.${random.word(8)}.com`, path, { ...object, headers: [...html, ...headers], body }),
      body,
    };
  }

  /** To be asked after each time, with a validator to do it by. */
  validated(headers: Fields): Placed {
    return this.page([['Cache-Control', 'no-cache, max-age=0'], ...headers], { answersConditionally: true });
  }

  async fetch(placed: Placed, more: Partial<Asked> = {}): Promise<Fetch> {
    await this.#story.serve(placed);
    const fetch = await this.#story.fetch({ host: placed.host, path: placed.path, ...more });
    await this.#world.sleep(SETTLE_MS / 2);
    return fetch;
  }

  async twice(placed: Placed, firstTime: Partial<Asked> = {}): Promise<Twice> {
    const first = await this.fetch(placed, firstTime);
    return { first, second: await this.fetch(placed), body: placed.body };
  }

  async changed(): Promise<FreshnessFacts['changed']> {
    const old = this.validated([['ETag', ETAG]]);
    const first = await this.fetch(old);
    const changed = at(old, this.validated([['ETag', '"version-2"']]));
    return { first, second: await this.fetch(changed), body: old.body, newBody: changed.body };
  }

  async languages(): Promise<FreshnessFacts['vary']> {
    const fields = [...cacheableFields(), ['Vary', 'Accept-Language']] as const;
    const english = this.page(fields);
    const german = at(english, this.page(fields));
    const first = await this.fetch(english, { fields: [['Accept-Language', 'en']] });
    const second = await this.fetch(german, { fields: [['Accept-Language', 'de']] });
    return { first, second, body: english.body, newBody: german.body };
  }

  async invalidated(): Promise<Twice> {
    const placed = this.page(cacheableFields());
    const first = await this.fetch(placed);
    const between = await this.fetch(placed, {
      method: 'POST',
      fields: [['Content-Length', '3']],
      requestBody: Buffer.from('x=1'),
    });
    return { first, between, second: await this.fetch(placed), body: placed.body };
  }
}

/** Another page in the place of one. */
function at(place: Placed, other: Placed): Placed {
  const paths = place.objects.map(({ path }) => path);
  const objects = other.objects.map((object, index) => ({
    ...object,
    path: paths[index] ?? object.path,
    ...(object.host !== undefined && { host: place.host }),
  }));
  return { host: place.host, path: place.path, objects, body: other.body };
}
