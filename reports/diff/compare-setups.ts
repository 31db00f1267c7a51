import type { Results } from '../schema.ts';

/** Something that both runs have, each its own: `seed`, `version of web-server`. Empty where one has none. */
export interface SetupDifference {
  readonly what: string;
  readonly first: string;
  readonly second: string;
}

/** What may be behind other verdicts. The machine's kernel and toolchains are among it. */
export function compareSetups(first: Results, second: Results): SetupDifference[] {
  const [before, after] = [setupOf(first), setupOf(second)];
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names]
    .map((what) => ({ what, first: before.get(what) ?? '', second: after.get(what) ?? '' }))
    .filter((each) => each.first !== each.second);
}

function setupOf({ run, labs }: Results): Map<string, string> {
  return new Map([
    ['seed', run.seed],
    ['runtime', run.runtime],
    ['rules of the course', run.course?.version ?? ''],
    ...labs.map(({ id, version }) => [`version of ${id}`, String(version)] as const),
    ...Object.entries(run.versions).map(([name, version]) => [`version of ${name}`, version] as const),
  ]);
}
