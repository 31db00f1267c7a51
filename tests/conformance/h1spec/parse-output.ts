/** One case as h1spec reports it. */
export interface SpecCase {
  readonly description: string;
  readonly hasPassed: boolean;
  /** What the server did. */
  readonly detail: string;
}

/**
 * Reads what h1spec prints: a line with a tick or a cross for each case, and their number at the end.
 *
 * @throws Error when the lines are fewer than the number says: h1spec broke off
 */
export function parseSpecOutput(output: string): SpecCase[] {
  const cases = [...output.matchAll(/^(✅|❌) (.+?): (.*)$/gmu)].map(
    ([, mark, description = '', detail = '']) => ({
      description,
      hasPassed: mark === '✅',
      detail,
    }),
  );
  const broken = [...output.matchAll(/^Error in test "(.+?)": ?(.*)$/gm)].map(
    ([, description = '', detail = '']) => ({
      description,
      hasPassed: false,
      detail,
    }),
  );
  const total = /out of (\d+) tests passed/.exec(output)?.[1];
  const all = [...cases, ...broken];
  if (all.length !== Number(total))
    throw new Error(
      `Reading the output of h1spec: ${all.length} cases, of ${total ?? 'an unknown number'}:\n${output}`,
    );
  return all;
}

/** The servers that h1spec's own README compares, with the number of cases that each passes. */
export function parsePublishedScores(readme: string): { name: string; passed: number }[] {
  const rows = readme.split('\n').filter((line) => line.startsWith('|'));
  const [names = [], , scores = []] = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  return names.flatMap((name, column) => {
    const passed = /^(\d+)\/\d+$/.exec(scores[column] ?? '')?.[1];
    return name === '' || passed === undefined ? [] : [{ name, passed: Number(passed) }];
  });
}
