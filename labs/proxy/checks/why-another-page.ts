import type { Fetch } from '../scenarios/fetch.ts';

/** The likeliest cause where the page of another URL came, or none that is known. */
export function whyAnotherPage({ asked, origin }: Pick<Fetch, 'asked' | 'origin'>): string {
  const { host, path } = asked;
  const targets = origin.map(({ target }) => target);
  if (targets.length === 0)
    return 'Two URLs share one copy. Make the name of the copy from host, port, path and query, all of it: a hash of the whole URL does.';
  if (targets.some((target) => [path, `http://${host}${path}`, `http://${host}:80${path}`].includes(target)))
    return 'The origin was asked for the right page, and another one came of it. Send what the origin answers to this request, and nothing of a copy.';
  const [query] = /\?.*$/.exec(path) ?? [];
  return query !== undefined && targets.every((target) => !target.includes('?'))
    ? `The query is dropped: the origin was asked for ${targets[0]} instead of ${path}. Send what follows the host in the target, with "?" and all behind it.`
    : `The origin was asked for ${targets[0]} instead of ${path}. Send what follows the host in the target, as it is.`;
}
