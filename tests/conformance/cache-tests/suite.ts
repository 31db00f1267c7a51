import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Checkout, openCheckout } from '../checkout.ts';

/** `check` asks what a cache does where the RFC leaves it free: its answer is neither good nor bad. */
export type Kind = 'required' | 'optimal' | 'check';

export interface SuiteCase {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
}

/** What the suite's client says of each case: true, or the kind of failure and a sentence. */
export type RawResults = Readonly<Record<string, true | readonly [kind: string, message: string]>>;

/** Another cache's results, as the suite publishes them. */
export interface PublishedCache {
  /** Of the file that holds them: the short names in the suite's own tables (ATS, httpd) say less. */
  readonly name: string;
  readonly version: string;
  readonly kind: 'browser' | 'rev-proxy' | 'cdn';
  readonly results: RawResults;
}

/** The suite as it lies in a checkout. */
export interface Suite extends Checkout {
  /** Those for a cache that is no browser. */
  readonly cases: readonly SuiteCase[];
  readonly published: readonly PublishedCache[];
  /** Whether the suite counts a case as passed: it did, and so did those it depends on. */
  readonly hasPassed: (id: string, results: RawResults) => boolean;
}

interface SuiteModules {
  readonly groups: readonly {
    tests: readonly (Partial<SuiteCase> & { id: string; name: string; browser_only?: boolean })[];
  }[];
  readonly index: readonly { file: string; name: string; type: PublishedCache['kind']; version?: string }[];
  readonly judge: (groups: unknown, id: string, results: RawResults) => readonly string[];
  readonly passed: readonly string[];
}

const ORIGIN = 'https://github.com/http-tests/cache-tests';

/** @throws Error when the folder does not hold the suite */
export async function loadSuite(folder: string): Promise<Suite> {
  const checkout = await openCheckout(folder, 'test-engine/cli.mjs', ORIGIN);
  const { groups, index, judge, passed } = await importModules(checkout.folder);
  return {
    ...checkout,
    cases: groups
      .flatMap(({ tests }) => tests)
      .filter((each) => each.browser_only !== true)
      .map(({ id, name, kind }) => ({ id, name, kind: kind ?? 'required' })),
    published: await Promise.all(
      index.map(async ({ file, type, version }) => ({
        name: file.replace(/\.json$/, ''),
        kind: type,
        version: version ?? '',
        results: JSON.parse(await readFile(join(checkout.folder, 'results', file), 'utf8')),
      })),
    ),
    hasPassed: (id, results) => judge(groups, id, results) === passed,
  };
}

async function importModules(folder: string): Promise<SuiteModules> {
  const load = async (path: string) => await import(pathToFileURL(join(folder, path)).href);
  const [tests, index, results] = await Promise.all(
    ['tests/index.mjs', 'results/index.mjs', 'test-engine/lib/results.mjs'].map(load),
  );
  return {
    groups: tests.default,
    index: index.default,
    judge: results.determineTestResult,
    passed: results.resultTypes.pass,
  };
}
