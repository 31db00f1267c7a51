import { expect, it } from 'vitest';
import { fixtureLabs } from '../testing/fixture-labs.ts';
import { renderCatalogue } from './render-catalogue.ts';

it('lists every check once as a heading, with links that resolve', () => {
  const labs = fixtureLabs().map((lab) => ({
    ...lab,
    checks: lab.checks.map((check) => ({
      ...check,
      title: `${check.title} <b>|*`,
      mutants: ['drops-path'],
      variants: ['in-chunks'],
    })),
  }));
  const page = renderCatalogue(labs);
  const anchors = new Set([...page.matchAll(/<a id="([^"]+)">/g)].map((match) => match[1]));
  const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1]);
  const count = labs.flatMap(({ checks }) => checks).length;
  expect(links).toHaveLength(count + labs.length);
  for (const link of links) expect(anchors).toContain(link);
  expect(page.match(/^### /gm)).toHaveLength(count);
  expect(page).not.toContain('<b>');
  expect(page).toContain('Told apart from: `drops-path`.');
  expect(page).toContain('Passed, too, by: `in-chunks`.');
});
