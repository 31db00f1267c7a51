import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Check, Lab, Mutant } from '../../harness/engine/lab.ts';
import { appFolder } from '../../harness/runtime/product-paths.ts';
import { labs } from '../../labs/index.ts';
import { lintLab } from './lint-lab.ts';
import { formatProblem } from './problem.ts';
import { check, fixtureFolder, fixtureLab } from './testing/fixture-lab.ts';

test.each(labs)('there is nothing wrong with the lab $id', async ({ load, module }) => {
  const problems = await lintLab(await load(), path.join(appFolder, path.dirname(module)));
  expect(problems.map(formatProblem)).toEqual([]);
});

test('there is nothing wrong with the fixture', async () => {
  expect(await lintFixture()).toEqual([]);
});

test('a problem names the line of the file where its id stands', async () => {
  await using place = await fixtureFolder();
  const [problem] = await lintLab(withFirst({ sources: [] }), place.folder);
  expect(problem?.where).toBe(path.relative('', path.join(place.folder, 'checks/greets.ts:2')));
  expect(problem && formatProblem(problem)).toMatch(
    /greets\.ts:2: greeter\/greets-back has no source\. Cite one: .*\.$/,
  );
});

describe('checks', () => {
  test.each<[string, Partial<Check>, string]>([
    ['without a source', { sources: [] }, 'greeter/greets-back has no source'],
    [
      'that cite a requirement that is not there',
      { sources: [{ text: 'Handout, requirement 9' }] },
      'greeter/greets-back cites requirement 9, which handout.md does not have',
    ],
    [
      'with an empty explanation',
      { explanation: { ...check.explanation, mistake: ' ' } },
      'greeter/greets-back says nothing as its mistake',
    ],
    ['without a title', { title: '' }, 'greeter/greets-back says nothing as its title'],
    ['with too many points', { points: 70 }, 'the core points of greeter sum to 110, not to 100'],
    [
      'that need what is not there',
      { needs: ['greeter/no-such'] },
      'greeter/greets-back needs greeter/no-such, which is no check of this lab',
    ],
    [
      'that wait for themselves',
      { needs: ['greeter/says-the-name'] },
      'greeter/greets-back waits for itself: greeter/greets-back needs greeter/says-the-name needs greeter/greets-back',
    ],
    [
      'of a scenario for a part that is not there',
      { scenario: { ...check.scenario, id: 'other', part: 'client' } },
      'the scenario other starts the part client, which the lab does not have',
    ],
    [
      'of a scenario with the id of another',
      { scenario: { ...check.scenario } },
      'two scenarios have the id greeting',
    ],
  ])('%s', async (_, change, what) => {
    expect(await lintFixture(withFirst(change))).toContain(what);
  });

  test('of a kind that their points do not fit', async () => {
    const third = { ...check, id: 'greeter/third' };
    const found = await lintFixture({
      ...fixtureLab,
      checks: [
        ...fixtureLab.checks,
        { ...third, kind: 'robust', points: 3 },
        { ...third, id: 'greeter/fourth', kind: 'extension', points: 0 },
      ],
    });
    expect(found).toContain('greeter/third is robust and has 3 points');
    expect(found).toContain('greeter/fourth is extension and has 0 points');
  });

  test('that come before what they need', async () => {
    const found = await lintFixture({ ...fixtureLab, checks: fixtureLab.checks.toReversed() });
    expect(found).toEqual(['greeter/says-the-name needs greeter/greets-back, which comes after it']);
  });

  test('that no mutant fails, and that no variant is about', async () => {
    const found = await lintFixture({ ...fixtureLab, mutants: [], variants: [] });
    expect(found).toEqual([
      'no mutant fails greeter/greets-back',
      'no variant shows what greeter/greets-back allows',
      'no mutant fails greeter/says-the-name',
      'no variant shows what greeter/says-the-name allows',
    ]);
  });
});

describe('ids', () => {
  test.each([
    ['greeter/check-3', 'names a position'],
    ['greeter/7', 'is not of the form'],
    ['greeter/Says_Hello', 'is not of the form'],
    ['proxy/greets', 'is not of the form'],
  ])('%s %s', async (id, what) => {
    expect((await lintFixture(withFirst({ id }))).join()).toContain(`${id} ${what}`);
  });

  test.each(['relays-404', 'relays-20-mib', 'utf8-body', 'http10'])('%s is a good one', async (name) => {
    const found = await lintFixture(withFirst({ id: `greeter/${name}` }));
    expect(found.join()).not.toMatch(/is not of the form|names a position/);
  });

  test('that two checks have', async () => {
    const found = await lintFixture({ ...fixtureLab, checks: [check, { ...check, points: 40 }] });
    expect(found).toContain('two checks have the id greeter/greets-back');
  });

  test('that changed: the new one is not recorded, and the recorded one is gone', async () => {
    const found = await lintFixture(withFirst({ id: 'greeter/answers' }));
    expect(found.join()).toContain('greeter/answers is not recorded in');
    expect(found).toContain('greeter/greets-back is recorded, and greeter has no such check');
  });

  test('that were given up do not come back', async () => {
    const ids = {
      checks: ['greeter/server-starts', 'greeter/says-the-name'],
      retired: ['greeter/greets-back'],
    };
    const found = await lintFixture(fixtureLab, { 'check-ids.json': JSON.stringify(ids) });
    expect(found).toEqual(['greeter/greets-back was the id of a check that was given up']);
  });

  test('in a file that cannot be read are restored, not written anew', async () => {
    await expect(lintFixture(fixtureLab, { 'check-ids.json': '{}' })).rejects.toThrow(
      /Cannot read .*check-ids\.json; restore it/,
    );
  });
});

describe('programs', () => {
  test.each<[string, Partial<Mutant>, string]>([
    ['that name no check', { fails: [] }, 'names no check'],
    ['that name an unknown check', { fails: ['greeter/x'] }, 'names greeter/x, which is no check of greeter'],
    ['of an unknown part', { part: 'client' }, 'is of the part client, which greeter does not have'],
    ['without a change', { edits: [] }, 'is the reference itself'],
    [
      'that seek what is not there',
      { edits: [{ file: 'main.ts', find: 'goodbye', replace: '' }] },
      'seeks "goodbye" in main.ts, where it stands 0 times',
    ],
    ['without their folder', { folder: 'nowhere' }, 'has no folder mutants/nowhere'],
    ['with the id of another', { id: 'polite' }, 'has the id of another one'],
  ])('%s', async (_, change, what) => {
    const [first, ...others] = fixtureLab.mutants;
    if (first === undefined) throw new Error('The fixture has a mutant.');
    const found = await lintFixture({ ...fixtureLab, mutants: [{ ...first, ...change }, ...others] });
    expect(found.some((each) => each.endsWith(what))).toBe(true);
  });

  test('that are right do all that is core', async () => {
    const variants = fixtureLab.variants.map((each) => ({ ...each, lacks: ['greeter/says-the-name'] }));
    expect(await lintFixture({ ...fixtureLab, variants })).toEqual([
      'the variant polite lacks greeter/says-the-name, which is core',
    ]);
  });

  test('that are the reference are there', async () => {
    expect(await lintFixture({ ...fixtureLab, reference: { server: 'program/index.ts' } })).toContain(
      'the part server has no reference: there is no file program/index.ts',
    );
    expect(await lintFixture({ ...fixtureLab, reference: {} })).toContain('the part server has no reference');
  });
});

test('a scenario that no check judges', async () => {
  const extra = "export const farewell = { id: 'farewell', timeoutMs: 1, run() {} };\n";
  const found = await lintFixture(fixtureLab, { 'scenarios/farewell.ts': extra });
  expect(found).toEqual(['no check judges the scenario farewell']);
});

/** What is wrong, without places and mends. */
async function lintFixture(lab: Lab = fixtureLab, files: Record<string, string> = {}): Promise<string[]> {
  await using place = await fixtureFolder(files);
  return (await lintLab(lab, place.folder)).map(({ what }) => what);
}

function withFirst(change: Partial<Check>): Lab {
  return { ...fixtureLab, checks: [{ ...check, ...change }, ...fixtureLab.checks.slice(1)] };
}
