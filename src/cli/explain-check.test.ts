import { expect, test } from 'vitest';
import { labs } from '../../labs/index.ts';
import { toLabSummary } from '../run/to-lab-run.ts';
import { explainCheck } from './explain-check.ts';

const options = { width: 100, color: false };

test.each(labs)(
  'every check of $id says what is done, expected, why, the usual mistake, and its source',
  async ({ load }) => {
    const lab = await load();
    const { checks } = toLabSummary(lab);
    expect(checks.length).toBeGreaterThan(10);
    const own = new Set(lab.checks.map(({ id }) => id));
    for (const { id, title } of checks) {
      const text = explainCheck(lab, id, options);
      expect(text.startsWith(`${title}\n${id}\n`), id).toBe(true);
      for (const heading of [
        'What is done',
        'What is expected',
        'Why it matters',
        'The usual mistake',
        'Where it stands',
        ...(own.has(id) ? ['Faults it is known to catch', 'Unusual programs that are known to pass it'] : []),
      ])
        expect(text, id).toMatch(new RegExp(`^${heading}\\n {2}\\S`, 'm'));
    }
  },
);
