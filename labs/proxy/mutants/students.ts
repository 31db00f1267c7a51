import type { Mutant } from '../../../harness/index.ts';

/** Whole programs in the manner of students. */
export const studentMutants: readonly Mutant[] = [
  {
    id: 'skeleton-proxy',
    title: 'The skeleton of the course book, filled in: one client at a time, no rules for the cache',
    part: 'proxy',
    folder: 'skeleton-proxy',
    fails: [
      ...['absolute-form', 'missing-stays-missing', 'cached-answer-equal', 'concurrent-origins'],
      ...['malformed-answered', 'survives-malformed'],
      ...['other-port', 'post', 'hop-by-hop', 'via', 'denied-hosts', 'refuses-strangers'],
      ...['keep-alive', 'connect'],
      ...['no-store', 'private', 'max-age-ends', 'age', 'revalidates-etag', 'revalidates-last-modified'],
      ...['changed-page', 'vary', 'authorization', 'post-invalidates'],
      ...['key-path', 'gzip-untouched', 'head-in-segments', 'truncated-not-cached', 'streams'],
      ...['survives-empty-connection', 'survives-garbage', 'survives-leaver'],
    ].map((check) => `proxy/${check}`),
  },
  {
    id: 'threaded-relay',
    title: 'A relay with a thread for each client that understands the absolute form alone and keeps nothing',
    part: 'proxy',
    folder: 'threaded-relay',
    fails: [
      ...['path-form', 'second-from-cache'],
      ...['unknown-host-answered', 'dead-origin-answered', 'malformed-answered'],
      ...['hop-by-hop', 'via', 'denied-hosts', 'refuses-strangers'],
      ...['keep-alive', 'connect', 'revalidates-etag', 'revalidates-last-modified'],
      ...['head-in-segments', 'refuses-ambiguous-length', 'refuses-malformed-fields'],
    ].map((check) => `proxy/${check}`),
  },
  {
    id: 'python-front-pages-only',
    title: 'Takes all behind the slash for the name of a host, and asks it for its front page',
    part: 'proxy',
    folder: 'python-front-pages-only',
    fails: [
      ...['path-form', 'absolute-form', 'origin-path'],
      ...['other-port', 'post', 'hop-by-hop', 'via', 'denied-hosts', 'refuses-strangers'],
      ...['keep-alive', 'connect'],
      ...['no-store', 'private', 'max-age-ends', 'age', 'revalidates-etag', 'revalidates-last-modified'],
      ...['changed-page', 'vary', 'authorization', 'post-invalidates', 'survives-restart'],
      ...['single-flight', 'truncated-not-cached', 'streams'],
    ].map((check) => `proxy/${check}`),
  },
];
