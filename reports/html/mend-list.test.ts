import { describe, expect, it } from 'vitest';
import { fixtureLabRun } from '../testing/fixture-lab-run.ts';
import { fixtureLabs } from '../testing/fixture-labs.ts';
import { fixtureProxyScenario } from '../testing/fixture-proxy.ts';
import { fixtureRun } from '../testing/fixture-results.ts';
import { tagsOf } from '../testing/tags.ts';
import { renderSubmission } from './submission-page.ts';

const evidence = [{ kind: 'conversation' as const, id: 'origin-1', event: 2 }];

/** The page of a proxy in which these checks fail, all that failed at one place of the wire. */
function pageOf(fails: readonly string[]): string {
  const lab = fixtureLabs().find(({ id }) => id === 'proxy');
  if (!lab) throw new Error('The fixture has a proxy lab');
  const labRun = fixtureLabRun({ student: 'ada', lab, fails });
  const verdicts = labRun.verdicts.map((each) =>
    each.status === 'failed' ? { ...each, hint: `Mend ${each.check}.`, evidence } : each,
  );
  const transcripts = new Map([['basics', fixtureProxyScenario('basics')]]);
  return renderSubmission(fixtureRun([labRun]), { ...labRun, verdicts }, transcripts);
}

/** What stands in an element of the page, without tags. */
function textIn(page: string, start: string, end: string): string {
  const from = page.indexOf(start);
  expect(from).toBeGreaterThan(0);
  return page
    .slice(from, page.indexOf(end, from))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

describe('what to mend first', () => {
  const page = pageOf(['unknown-host', 'relays-status', 'keeps-secrets', 'broken-origin']);

  it('names all that costs points on a line each, the most worthwhile first, with a link', () => {
    const overview = textIn(page, '<ol class="overview">', '</ol>');
    expect(overview).toMatch(/The status of the origin.* −15 points .*An unknown host.* −10 points/);
    expect(overview).not.toContain('no-store');
    expect(page).toContain('2 things to mend, worth 25 points. The one worth most comes first.');
    expect(page).toContain('<li><a href="#check-proxy.relays-status">');
  });

  it('shows these whole, and folds what is for bonus or without points', () => {
    expect(page.match(/<article class="finding"/g)).toHaveLength(2);
    const folded = tagsOf(page).filter(
      ({ name, attributes }) => name === 'details' && attributes.class === 'finding',
    );
    expect(folded.map(({ attributes }) => attributes.id)).toEqual([
      'check-proxy.keeps-secrets',
      'check-proxy.broken-origin',
    ]);
    expect(folded.some(({ attributes }) => 'open' in attributes)).toBe(false);
    expect(textIn(page, 'id="mend-bonus"', '</section>')).toContain('1 thing to add, worth 10 bonus points');
  });

  it('shows a command alone, and beside it what to know about it', () => {
    const command = page.slice(page.indexOf('<code class="command">'));
    expect(command).toMatch(
      /^<code class="command">curl [^#<]*<\/code><p class="quiet">The name was made up: take any site that speaks http\.<\/p>/,
    );
  });

  it('needs no overview of one thing', () => {
    expect(pageOf(['unknown-host'])).not.toContain('class="overview"');
  });

  it('says that nothing costs points where only bonus is missing', () => {
    const bonusOnly = pageOf(['keeps-secrets']);
    expect(bonusOnly).toContain('Nothing here costs points.');
    expect(bonusOnly).not.toContain('<article class="finding"');
  });
});

describe('what was seen', () => {
  it('is the place in the picture, with the failed row marked and all rows in words; the bytes fold', () => {
    const page = pageOf(['unknown-host']);
    const seen = page.slice(page.indexOf('class="evidence"'), page.indexOf('<footer>'));
    expect(seen.match(/class="row \w+ marked"/g)).toHaveLength(1);
    expect(seen).toContain('aria-label="From the picture of the story: ');
    const drawn = seen.match(/<g class="row/g)?.length ?? 0;
    expect(drawn).toBeGreaterThan(1);
    expect(drawn).toBeLessThan((page.match(/<g class="row/g)?.length ?? 0) - drawn);
    expect(seen).toContain('<details class="said-here" data-print><summary>');
  });
});
