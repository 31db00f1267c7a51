/** What containers/base/offline.sh makes; where it is there, nothing has to be downloaded. */
export const offlineBase = 'grade-base:offline';

/** What images of ours are built on, where that is not what their Dockerfiles name. */
export interface BaseImages {
  readonly buildArguments: Readonly<Record<string, string>>;
  /** Part of the tag of what is built on them. */
  readonly content: string;
}

/**
 * Those that were asked for with GRADE_BASE and GRADE_PYTHON2, else the one of Debian packages where it was made, which
 * then is all that a build reaches for.
 * @param offlineId of that one, when it is there
 */
export function chooseBases(environment: NodeJS.ProcessEnv, offlineId: string | undefined): BaseImages {
  const made = offlineId === undefined ? undefined : offlineBase;
  const base = environment.GRADE_BASE || made;
  const python2 = environment.GRADE_PYTHON2 || (base === offlineBase ? base : undefined);
  const buildArguments = { ...(base && { BASE: base }), ...(python2 && { PYTHON2: python2 }) };
  const isOffline = Object.values(buildArguments).includes(offlineBase);
  const names = Object.entries(buildArguments).map(([name, image]) => `${name}=${image}`);
  return { buildArguments, content: [...names, ...(isOffline ? [offlineId] : [])].join(' ') };
}
