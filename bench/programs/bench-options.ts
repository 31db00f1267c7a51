import { parseArgs } from 'node:util';

/** How often and how long a comparison measures: `--turns 5 --seconds 5`. */
export function benchOptions(): { readonly turns: number; readonly seconds: number } {
  const { values } = parseArgs({
    options: { turns: { type: 'string', default: '5' }, seconds: { type: 'string', default: '5' } },
  });
  return { turns: Number(values.turns), seconds: Number(values.seconds) };
}
