// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the edits are source text, placeholders and all.
import { mutant } from './mutant.ts';

/** Faults of keeping copies and of the rules for them. */
export const cachingMutants = [
  mutant(
    'never-hits',
    'Stores every answer and never looks for it',
    ['second-from-cache'],
    ['cache/decide.ts', "if (staleForMs < 0) return 'serve';", "if (staleForMs < 0) return 'ask';"],
  ),
  mutant(
    'no-cache',
    'Stores nothing',
    ['second-from-cache', 'revalidates-etag', 'revalidates-last-modified'],
    ['cache/storable.ts', "if (request.method !== 'GET' || ", "if (request.method !== 'NONE' || "],
  ),
  mutant(
    'head-twice',
    'Sends a head of its own before the stored one',
    ['cached-answer-equal', 'gzip-untouched'],
    [
      'serve-stored.ts',
      '  for await (const bytes of body.bytes) await answer.write(bytes);',
      "  await answer.write(Buffer.from('HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\n\\r\\n'));\n  for await (const bytes of body.bytes) await answer.write(bytes);",
    ],
    [
      'serve-stored.ts',
      "bodyless(stored) ? 'none' : stored.bodyLength",
      "bodyless(stored) ? 'none' : stored.bodyLength + 44",
    ],
  ),
  mutant(
    'stores-text',
    'Stores the body as ASCII text',
    ['cached-answer-equal', 'gzip-untouched'],
    [
      'cache/body-files.ts',
      'await this.#file.writeFile(bytes)',
      'await this.#file.writeFile(bytes.map((byte) => (byte < 128 ? byte : 63)))',
    ],
  ),
  mutant(
    'stores-no-store',
    'Stores what must not be stored',
    ['no-store'],
    ['cache/storable.ts', "(directives.has('no-store') && !mustUnderstand) || ", ''],
  ),
  mutant(
    'stores-private',
    'Stores what is for one user alone',
    ['private'],
    ['cache/storable.ts', "!mustUnderstand) || directives.has('private')", '!mustUnderstand)'],
  ),
  mutant(
    'never-expires',
    'Keeps copies for a day whatever their max-age',
    ['max-age-ends'],
    [
      'cache/freshness.ts',
      'if (seconds !== undefined) return seconds * 1000;',
      'if (seconds !== undefined) return 86_400_000;',
    ],
  ),
  mutant(
    'no-age',
    'Does not say how old a copy is',
    ['age'],
    [
      'serve-stored.ts',
      "new Set(['age'])), ['Age', String(seconds)]]",
      "new Set(['age'])), ['X-Age', String(seconds)]]",
    ],
  ),
  mutant(
    'no-if-none-match',
    'Asks again without the ETag',
    ['revalidates-etag'],
    [
      'cache/validate.ts',
      "...(etag === undefined ? [] : [['If-None-Match', etag] as const]),",
      '...(etag === undefined ? [] : []),',
    ],
  ),
  mutant(
    'no-if-modified-since',
    'Asks again without the date',
    ['revalidates-last-modified'],
    [
      'cache/validate.ts',
      "...(lastModified === undefined ? [] : [['If-Modified-Since', lastModified] as const]),",
      '...(lastModified === undefined ? [] : []),',
    ],
  ),
  mutant(
    'passes-304-on',
    'Gives the 304 of the origin to a browser that asked without a condition',
    ['revalidates-etag', 'revalidates-last-modified'],
    ['from-cache.ts', 'if (validated && status === 304) return', 'if (validated && status === 999) return'],
  ),
  mutant(
    'keeps-outdated',
    'Serves the old copy when the page has changed',
    ['changed-page'],
    ['from-cache.ts', 'if (validated && status === 304) return', 'if (validated && status < 400) return'],
    [
      'cache/validate.ts',
      'return opaque(etag) === opaque(storedEtag);',
      'return opaque(etag) !== storedEtag || true;',
    ],
  ),
  mutant(
    'ignores-vary',
    'Does not look at Vary',
    ['vary'],
    [
      'cache/vary.ts',
      "([name, value]) => name !== '*' && normalized(requestFields, name) === value,",
      "([name, value]) => name !== '*' && (value === null || normalized(requestFields, name) !== null),",
    ],
  ),
  mutant(
    'stores-authorized',
    'Stores what a password was needed for',
    ['authorization'],
    [
      'cache/storable.ts',
      "if (hasField(request.fields, 'authorization') && ",
      "if (hasField(request.fields, 'x-authorization') && ",
    ],
  ),
  mutant(
    'no-invalidation',
    'Keeps the copy of what was posted to',
    ['post-invalidates'],
    ['cache/invalidate.ts', 'return [url, ...others];', 'return others;'],
  ),
  mutant(
    'forgets-at-restart',
    'Begins with an empty cache',
    ['survives-restart'],
    [
      'cache/load.ts',
      'return whole.sort((a, b) => a.responseTimeMs - b.responseTimeMs);',
      'return whole.slice(whole.length);',
    ],
  ),
  mutant(
    'lock-file',
    'Does not start when the last run was killed and left its lock behind',
    ['survives-kill'],
    [
      'proxy.ts',
      "import { randomBytes } from 'node:crypto';\n",
      "import { randomBytes } from 'node:crypto';\nimport { rmSync, writeFileSync } from 'node:fs';\n",
    ],
    [
      'proxy.ts',
      '  const sockets = new Set<Socket>();\n',
      "  writeFileSync(`${options.cacheFolder}/lock`, '', { flag: 'wx' });\n  const sockets = new Set<Socket>();\n",
    ],
    [
      'proxy.ts',
      '      await closed;\n',
      '      await closed;\n      rmSync(`${options.cacheFolder}/lock`);\n',
    ],
  ),
  mutant(
    'key-without-query',
    'Leaves the query out of the name of a copy',
    ['key-query'],
    [
      'http/target.ts',
      'return `http://${formatAuthority(destination)}${destination.path}`;',
      "return `http://${formatAuthority(destination)}${destination.path.split('?')[0]}`;",
    ],
  ),
  mutant(
    'key-without-host',
    'Leaves the host out of the name of a copy',
    ['key-host'],
    [
      'http/target.ts',
      'return `http://${formatAuthority(destination)}${destination.path}`;',
      'return `http://host${destination.path}`;',
    ],
  ),
  mutant(
    'key-flattened',
    'Replaces slashes and hyphens in the name of a copy',
    ['key-path'],
    [
      'http/target.ts',
      'return `http://${formatAuthority(destination)}${destination.path}`;',
      "return `http://${formatAuthority(destination)}/${destination.path.slice(1).replace(/[/-]/g, '_')}`;",
    ],
  ),
  mutant(
    'no-single-flight',
    'Asks the origin twice for the same page at once',
    ['single-flight'],
    [
      'from-cache.ts',
      'const flight = context.flights.current(url);',
      'const flight = context.flights.current(`${url}#`);',
    ],
  ),
  mutant(
    'caches-truncated',
    'Stores what broke off',
    ['truncated-not-cached'],
    [
      'relay.ts',
      `  } catch (error) {
    await filling?.discard();
    throw error;
  }
}

/** The answer to a HEAD`,
      `  } catch (error) {
    await filling?.finish();
    throw error;
  }
}

/** The answer to a HEAD`,
    ],
  ),
];
