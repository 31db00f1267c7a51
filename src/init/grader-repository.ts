import { GradeError } from '../../harness/runtime/errors.ts';

/** Where a workflow gets the grader from. Holds no character that YAML, a shell or Python would take for its own. */
export interface GraderRepository {
  /** For `git fetch`. */
  readonly url: string;
  /** `owner/name`, for what is on github.com. */
  readonly onGithub?: string;
  /** Branch, tag or commit; absent: the newest of the main branch. */
  readonly ref?: string;
}

const words = '[A-Za-z0-9_][A-Za-z0-9._-]*';
const shortName = new RegExp(`^${words}/${words}$`);
/** No user or password: whoever reads a workflow would read them too. */
const address = new RegExp(`^https://[A-Za-z0-9.-]+(:\\d+)?(/${words})+$`);
const refName = new RegExp(`^${words}(/${words})*$`);

/**
 * @param text `owner/name` or `https://host/path`, with `@ref` behind it or not
 * @param host where `owner/name` is
 * @throws GradeError for anything else
 */
export function parseRepository(text: string, host: 'github.com' | 'gitlab.com'): GraderRepository {
  const [place = '', ref, ...more] = text.split('@');
  const isShort = shortName.test(place);
  if (more.length > 0 || !(isShort || address.test(place)) || (ref !== undefined && !refName.test(ref))) {
    throw new GradeError(
      'repository',
      `Cannot fetch the grader from ${text}: --repository takes owner/name or https://host/path, without user or password, and @ with a tag, branch or commit behind it. For example: --repository our-course/grade@v1`,
    );
  }
  const url = isShort ? `https://${host}/${place}` : place;
  const [, onGithub] = /^https:\/\/github\.com\/([^/]+\/[^/]+?)(?:\.git)?$/.exec(url) ?? [];
  return { url, ...(onGithub !== undefined && { onGithub }), ...(ref !== undefined && { ref }) };
}
