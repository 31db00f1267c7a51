import { describe, expect, it } from 'vitest';
import { compareResults } from '../diff/compare-results.ts';
import type { Results, Status } from '../schema.ts';
import { fixtureClass } from '../testing/fixture-class.ts';
import { renderClass } from './class-page.ts';

const results = fixtureClass(40);

function sectionOf(page: string, id: string): string {
  const start = page.indexOf(`<section aria-labelledby="${id}">`);
  return start < 0 ? '' : page.slice(start, page.indexOf('</section>', start));
}

/** The text without tags, on one line. */
function textOf(markup: string): string {
  return markup
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

describe('the page of a class', () => {
  const page = renderClass(results);

  it('lists each finding with its student, lab, place and a link, and counts them at the top', () => {
    const all = results.labRuns.flatMap(({ findings }) => findings);
    expect(all.length).toBeGreaterThan(3);
    const section = sectionOf(page, 'findings');
    expect(section.match(/<li>/g)).toHaveLength(all.length);
    expect(section).toContain(
      'href="student.0001/udp-pinger/index.html#remarks">student.0001, UDP pinger</a>',
    );
    expect(textOf(section)).toContain('server.py:3: from http.server import BaseHTTPRequestHandler');
    expect(page).toContain(`<a href="#findings">${all.length} findings</a>`);
  });

  it('names who handed in nothing, also in the gradebook', () => {
    expect(textOf(sectionOf(page, 'absent'))).toMatch(/student\.0020 Family 20, Given ?student\.0040/);
    expect(page).toContain('<a href="#absent">2 students without any submission</a>');
  });

  it('says once why several submissions could not be graded', () => {
    const section = sectionOf(page, 'ungradable');
    expect(section.match(/Python 2,/g)).toHaveLength(1);
    const ungradable = results.labRuns.filter(({ gradable }) => !gradable);
    expect(section.match(/<a /g)).toHaveLength(ungradable.length);
  });

  it('shows beside each other how the class did in each lab, and leads to more', () => {
    const strip = page.slice(page.indexOf('<nav class="strip"'), page.indexOf('aria-labelledby="gradebook"'));
    for (const { id, title } of results.labs) {
      expect(strip).toContain(`<a href="#lab-${id}">${title}</a>`);
      expect(page).toContain(`id="lab-${id}"`);
    }
    expect(strip.match(/aria-label="Points in /g)).toHaveLength(results.labs.length);
  });

  it('names the core checks that failed most, not bonus or robustness', () => {
    const [lab] = results.labs;
    const kindOf = new Map(lab?.checks.map(({ title, kind }) => [title, kind]));
    const section = page.slice(page.indexOf(`aria-labelledby="lab-${lab?.id}"`));
    const listed = section.slice(section.indexOf('<ol class="hardest">'), section.indexOf('</ol>'));
    const titles = [...listed.matchAll(/<li><span>([^<]+)</g)].map(([, title = '']) => title);
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.length).toBeLessThanOrEqual(5);
    expect(new Set(titles.map((title) => kindOf.get(title)))).toEqual(new Set(['core']));
    const shares = [...listed.matchAll(/(\d+) %/g)].map(([, share]) => Number(share));
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  });

  it('offers only states that occur', () => {
    const states = (text: string) =>
      [...text.matchAll(/<option value="([a-z-]+)"/g)].map(([, state]) => state);
    expect(states(page)).toEqual(['handed-in', 'ungraded', 'absent', 'late', 'findings', 'unjudged']);
    const clean = { ...results, roster: [], labRuns: [] };
    expect(states(renderClass(clean))).toEqual(['handed-in']);
  });

  it('of 1,000 students in five labs stays under 5 MB', () => {
    expect(Buffer.byteLength(renderClass(fixtureClass(1_000)))).toBeLessThan(5_000_000);
  });
});

describe('changes since the last run', () => {
  const since = '2026-11-21T08:00:00Z';
  const changesOf = (before: Results, now = results) =>
    textOf(sectionOf(renderClass(now, { since, difference: compareResults(before, now) }), 'changes'));

  /** The same results, with the first verdicts of some lab runs changed to something else. */
  function changed(counts: readonly number[], status: Status): Results {
    const labRuns = results.labRuns.map((labRun, index) => ({
      ...labRun,
      verdicts: labRun.verdicts.map((verdict, place) =>
        place < (counts[index] ?? 0) ? { ...verdict, status } : verdict,
      ),
    }));
    return { ...results, labRuns };
  }

  it('are counted and listed, each with both verdicts', () => {
    const words = changesOf(changed([1, 2], 'errored'));
    expect(words).toContain('3 verdicts changed in 2 submissions');
    expect(words).toContain('since 21 Nov 2026, 08:00 UTC');
    expect(words).toContain('student.0001, Web server');
    expect(words).toMatch(/! errored → ✓ passed It answers a request/);
  });

  it('are none where every verdict is the same, and that is said', () => {
    expect(changesOf(results)).toContain(
      `No verdict and no points changed in ${results.labRuns.length} submissions`,
    );
  });

  it('name what only one of the two has, but not what is still to come', () => {
    const fewer = { ...results, labRuns: results.labRuns.slice(1) };
    expect(changesOf(fewer)).toContain('New in this run: student.0001 (web-server).');
    expect(changesOf(results, fewer)).toContain('In the last run only: student.0001 (web-server).');
    const stopped = {
      ...fewer,
      run: { ...fewer.run, pending: [{ student: 'student.0001', lab: 'web-server' }] },
    };
    expect(changesOf(results, stopped)).not.toContain('In the last run only');
  });

  it('have no section where nothing stood there before', () => {
    expect(sectionOf(renderClass(results), 'changes')).toBe('');
  });
});
