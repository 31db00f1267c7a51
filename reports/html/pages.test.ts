import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compareResults } from '../diff/compare-results.ts';
import type { LabRun, Results } from '../schema.ts';
import { fixtureObservation } from '../testing/fixture-observation.ts';
import { fixtureResults, hostileResults, hostileText } from '../testing/fixture-results.ts';
import { tagsOf } from '../testing/tags.ts';
import { toTranscriptFile } from '../to-transcript-file.ts';
import type { Changes } from './changes.ts';
import { renderClass } from './class-page.ts';
import { renderSubmission } from './submission-page.ts';

const transcripts = new Map(
  ['basics', 'odd-requests'].map((id) => [id, toTranscriptFile(fixtureObservation(id))]),
);

function firstOf(labRuns: readonly LabRun[]): LabRun {
  const [labRun] = labRuns;
  if (!labRun) throw new Error('The fixture has lab runs');
  return labRun;
}

function hostileTranscripts() {
  const seen = fixtureObservation('basics');
  const bytes = Buffer.from(hostileText);
  const said = seen.transcript.map((each) => ({
    ...each,
    dialled: hostileText,
    events: each.events.map((event) => ({ ...event, bytes, text: hostileText })),
  }));
  const programs = seen.programs.map((each) => ({
    ...each,
    command: hostileText,
    notUpBecause: hostileText,
    answers: [{ atMs: 1, prompt: hostileText, answer: hostileText }],
    output: [
      { atMs: 1, stream: 'stderr' as const, bytes },
      { atMs: 2, stream: 'stdout' as const, bytes: Buffer.alloc(10_000_000, 'x') },
    ],
  }));
  return new Map([['basics', toTranscriptFile({ ...seen, transcript: said, programs })]]);
}

/** Everything passed before, but for one lab run that was not there. */
function changesTo(now: Results): Changes {
  const labRuns = now.labRuns.map((labRun) => ({
    ...labRun,
    gradable: !labRun.gradable,
    verdicts: labRun.verdicts.map((verdict) => ({ ...verdict, status: 'passed' as const })),
  }));
  const before = { ...now, labRuns: now.labRuns.length > 1 ? labRuns.slice(1) : labRuns };
  return { since: now.run.startedAt, difference: compareResults(before, now) };
}

const results = fixtureResults();
const hostile = hostileResults();
const pages = [
  ['the class', renderClass(results)],
  ['a submission', renderSubmission(results, results.labRuns[3] ?? firstOf(results.labRuns), transcripts)],
  ['a clean submission', renderSubmission(results, firstOf(results.labRuns), transcripts)],
  ['a class with changes', renderClass(results, changesTo(results))],
  ['a hostile class', renderClass(hostile, changesTo(hostile))],
  ['a hostile submission', renderSubmission(hostile, firstOf(hostile.labRuns), hostileTranscripts())],
  ['a submission without transcripts', renderSubmission(hostile, firstOf(hostile.labRuns), new Map())],
] as const;

describe.each(pages)('%s', (_name, page) => {
  const tags = tagsOf(page);

  it('runs nothing but its own script, by its hash', () => {
    const [policy] = tags.filter((tag) => tag.attributes['http-equiv'] === 'Content-Security-Policy');
    const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy?.attributes.content).toBe(
      `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(tags.filter(({ name }) => name === 'script')).toEqual([{ name: 'script', attributes: {} }]);
  });

  it('has no tag, handler or inline style that a submission brought', () => {
    expect(tags.filter(({ name }) => ['img', 'iframe', 'object', 'base', 'form'].includes(name))).toEqual([]);
    const attributes = tags.flatMap((tag) => Object.keys(tag.attributes));
    expect(attributes.filter((name) => name === 'style' || name.startsWith('on'))).toEqual([]);
  });

  it('holds no control, bidi or half character', () => {
    expect(page).not.toMatch(
      /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u,
    );
  });

  it('links only to https, to files of the report and to places that exist', () => {
    const ids = new Set(tags.map((tag) => tag.attributes.id));
    for (const { attributes } of tags.filter(({ name }) => name === 'a')) {
      const href = attributes.href ?? '';
      if (href.startsWith('#')) expect(ids).toContain(href.slice(1));
      else
        expect(href).toMatch(
          /^https:\/\/www\.rfc-editor\.org\/|^(\.\.\/\.\.\/)?[^:]*\.(html|json)(#[\w.-]+)?$/,
        );
    }
  });

  it('gives each id once', () => {
    const ids = tags.flatMap(({ attributes }) => attributes.id ?? []);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('has one h1, and headings without a step left out', () => {
    const levels = tags.filter(({ name }) => /^h[1-6]$/.test(name)).map(({ name }) => Number(name[1]));
    expect(levels.filter((level) => level === 1)).toEqual([1]);
    for (const [index, level] of levels.entries()) {
      expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
    }
  });

  it('gives every table header a scope', () => {
    for (const { attributes } of tags.filter(({ name }) => name === 'th')) {
      expect(attributes.scope).toMatch(/^(col|row)$/);
    }
  });
});

describe('a hostile submission', () => {
  it('is shown as the text that it is, clipped', () => {
    const page = renderSubmission(hostile, firstOf(hostile.labRuns), hostileTranscripts());
    expect(page).toContain('&lt;/script&gt;&lt;script&gt;alert(1)');
    expect(page).toContain('\\u{202e}');
    expect(page.length).toBeLessThan(700_000);
    expect(page).toMatch(/[\d,]+ more bytes? printed were not kept|more characters/);
  });
});

describe('a program that never stops talking', () => {
  it('does not make a page that no browser opens, and what is left out is said', () => {
    const seen = fixtureObservation('basics');
    const [first] = seen.transcript;
    if (!first) throw new Error('The fixture has conversations');
    const bytes = Buffer.from('<'.repeat(5_000));
    const [event] = first.events;
    const events = Array.from({ length: 300 }, () => ({
      atMs: 1,
      from: 'program' as const,
      ...event,
      bytes,
      kind: 'data' as const,
    }));
    const transcript = Array.from({ length: 400 }, (_each, index) => ({
      ...first,
      id: `origin-${index}`,
      events,
    }));
    const chatty = new Map([['basics', toTranscriptFile({ ...seen, transcript })]]);
    const page = renderSubmission(results, firstOf(results.labRuns), chatty);
    expect(page.length).toBeLessThan(1_000_000);
    expect(page).toContain('398 more conversations not shown');
    expect(page).toContain('180 more events not shown');
  });
});

describe('the page of a failing submission', () => {
  const labRun = results.labRuns[3] ?? firstOf(results.labRuns);
  const page = renderSubmission(results, labRun, transcripts);

  it('leads with the cause, and folds what waits for it', () => {
    expect(page.match(/<article class="finding"/g)).toHaveLength(1);
    expect(page).toContain('1 cause behind 4 checks that did not pass');
    expect(page).toContain('−50 points');
  });

  it('shows the byte that the verdict rests on, and the line ends', () => {
    expect(page).toContain('<mark>?&lt;/body&gt;</mark><i>\\n</i>');
  });
});
