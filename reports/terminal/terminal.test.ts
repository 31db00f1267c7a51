import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { fixtureObservation } from '../testing/fixture-observation.ts';
import {
  fixtureMissingParts,
  fixtureResults,
  fixtureRun,
  hostileResults,
  hostileText,
} from '../testing/fixture-results.ts';
import { toTranscriptFile } from '../to-transcript-file.ts';
import { renderExplain } from './render-explain.ts';
import { renderLabRun } from './render-lab-run.ts';
import { renderTerminal } from './render-terminal.ts';
import { renderTranscript } from './render-transcript.ts';

const plain = { color: false, width: 100 };
const results = fixtureResults();
const labRun = results.labRuns[3];
const check = results.labs[0]?.checks[3];
if (!labRun || !check) throw new Error('The fixture has lab runs and checks');

const colorsOf = /\x1b\[\d+m/g;

function renderHostile(color: boolean): string[] {
  const { labRuns } = hostileResults();
  const seen = fixtureObservation('basics');
  const output = [{ atMs: 1, stream: 'stdout' as const, bytes: Buffer.from(hostileText) }];
  const programs = seen.programs.map((each) => ({ ...each, output }));
  const options = { color, width: 100 };
  return [
    renderTerminal(fixtureRun(labRuns.map((each) => ({ ...each, gradable: false }))), options),
    ...labRuns.map((each) => renderLabRun(each, { ...options, verbose: true })),
    renderTranscript(toTranscriptFile({ ...seen, programs }), options),
  ];
}

describe('hostile text on a terminal', () => {
  it.each([true, false])('gives no command and no hidden character (color %s)', (color) => {
    for (const text of renderHostile(color)) {
      expect(text).toContain('\\x1b[31mred\\x1b]0;title\\x07');
      expect(text.replace(colorsOf, '')).not.toMatch(
        /[\0-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]|\p{Cs}/u,
      );
    }
  });
});

it('lets no name and no command forge a line', () => {
  const forged = 'ada\nmallory  100  100\n100 of 100 points';
  const run = {
    ...labRun,
    student: forged,
    programs: labRun.programs.map((each) => ({ ...each, command: forged })),
  };
  const text = renderLabRun(run, { ...plain, verbose: true }) + renderTerminal(fixtureRun([run]), plain);
  expect(text).not.toMatch(/^ *(mallory|100 of 100)/m);
  expect(text).toContain('ada\\nmallory');
});

describe('renderTerminal', () => {
  it('names every student, what was not graded, why, and the report', () => {
    const text = renderTerminal(results, { ...plain, reportPath: 'grade-report/index.html' });
    for (const { student } of results.labRuns) expect(text).toContain(student);
    expect(text).toMatch(/dennis\.ritchie +100 \+10 +100 +ungraded +200 of 200 \+10\*/);
    expect(text).toMatch(/^( +of \d+){4} *$/m);
    expect(text).toContain('A total counts what was handed in and graded.');
    expect(text).toContain('no python2');
    expect(text).toContain('Report: grade-report/index.html');
  });

  it('says which part was not handed in, and shows another maximum than that of the column', () => {
    const text = renderTerminal(results, plain);
    expect(text).toContain('barbara.liskov, UDP pinger: no server was found (−25 points)');
    expect(text).toMatch(/^barbara\.liskov .* 70 of 125 /m);
  });

  it('tells what is to come in a run that was stopped from what was not handed in', () => {
    const pending = [{ student: 'ada.lovelace', lab: 'proxy' }];
    const labRuns = results.labRuns.filter(
      ({ student, lab }) => student !== 'ada.lovelace' || lab !== 'proxy',
    );
    const text = renderTerminal({ ...results, labRuns, run: { ...results.run, pending } }, plain);
    expect(text).toMatch(/^ada\.lovelace .* to come .*\*/m);
  });

  it('fits five labs into 80 columns', () => {
    const [first] = results.labs;
    if (!first) throw new Error('The fixture has labs');
    const names = ['Web server', 'UDP pinger', 'Mail client', 'Caching proxy', 'ICMP ping'];
    const labs = names.map((title, index) => ({ ...first, id: `${first.id}${index || ''}`, title }));
    const labRuns = labs.map(({ id }) => ({ ...labRun, lab: id }));
    const [table = ''] = renderTerminal({ ...results, labs, labRuns }, plain).split('\n\n');
    for (const line of table.split('\n')) expect(line.trimEnd().length).toBeLessThanOrEqual(80);
  });

  it('says the same with colours as without', () => {
    const colored = renderTerminal(results, { ...plain, color: true });
    expect(colored).not.toBe(renderTerminal(results, plain));
    expect(stripVTControlCharacters(colored)).toBe(renderTerminal(results, plain));
  });
});

describe('renderLabRun', () => {
  const text = renderLabRun(labRun, { ...plain, verbose: false });

  it('has a line for each verdict, with a mark, where it is verbose', () => {
    const verbose = renderLabRun(labRun, { ...plain, verbose: true });
    for (const { title, check: id } of labRun.verdicts) {
      expect(verbose).toMatch(new RegExp(`^ *[✓✗◌?!].*${title.replaceAll('.', '\\.')}.*${id}`, 'm'));
    }
  });

  it('folds all that waits for one check into a line', () => {
    expect(text.match(/◌/g)).toHaveLength(1);
    expect(text).toContain('◌ 3 more checks wait for this one');
  });

  it('is short where all has passed', () => {
    const [clean] = results.labRuns;
    const text = renderLabRun({ ...(clean ?? labRun), findings: [] }, { ...plain, verbose: false });
    expect(text).toMatch(/✓ All \d+ checks passed/);
    expect(text.split('\n').length).toBeLessThan(12);
  });

  it('prints the words of the compiler once', () => {
    const words = 'server.c:1:13: error: expected ;';
    const build = { command: 'gcc server.c', output: words, status: 'failed' as const, durationMs: 1 };
    const run = {
      ...labRun,
      programs: labRun.programs.map((each) => ({ ...each, build })),
      verdicts: labRun.verdicts.map((each) =>
        each.status === 'failed' ? { ...each, actual: `The build failed: gcc server.c\n${words}` } : each,
      ),
    };
    const text = renderLabRun(run, { ...plain, verbose: false });
    expect(text.split(words)).toHaveLength(2);
  });

  it('puts a part that was not handed in before all else, and never says that all has passed', () => {
    const verdicts = labRun.verdicts.filter(({ status }) => status === 'passed');
    const run = { ...labRun, verdicts, missingParts: fixtureMissingParts };
    const text = renderLabRun(run, { ...plain, verbose: false });
    expect(text).toMatch(/^✗ No server was found {2}−25 points$/m);
    expect(text).toContain('Optional and not handed in: heartbeat (9 bonus).');
    expect(text).not.toContain('All');
  });

  it('indents expected, got, hint and the command under a failed one', () => {
    expect(text).toMatch(/^ {4}expected {2}200 OK.*\n {14}<html>/m);
    expect(text).toMatch(/^ {4}got {7}200 OK/m);
    expect(text).toMatch(/^ {4}\$ curl -s --proxy.*\n {6}The name was made up: take any site/m);
    expect(text).toMatch(/^50 of 100 points, 10 of 10 bonus$/m);
  });

  it('leaves a command of several lines as it is, to be pasted', () => {
    const lines = [`openssl req ${'-x509 '.repeat(60)}`, 'openssl s_server -quiet'];
    const verdicts = labRun.verdicts.map((each) =>
      each.status === 'failed' ? { ...each, reproduce: lines.join('\n') } : each,
    );
    const shown = renderLabRun({ ...labRun, verdicts }, { ...plain, verbose: false });
    expect(shown).toContain(`    $ ${lines[0]}\n      ${lines[1]}\n`);
  });

  it('gives no score where there is none', () => {
    const text = renderLabRun(
      { ...labRun, gradable: false, ungradableBecause: 'No python2.' },
      { ...plain, verbose: false },
    );
    expect(text).not.toMatch(/of 100 points/);
    expect(text).toContain('No python2.');
  });
});

describe('renderExplain', () => {
  it('holds the four sentences and the sources', () => {
    const text = renderExplain(check, plain);
    const flat = text.replace(/\s+/g, ' ');
    for (const sentence of Object.values(check.explanation)) expect(flat).toContain(sentence);
    expect(text).toContain('https://www.rfc-editor.org/rfc/rfc9112#section-6.3');
  });
});

describe('renderTranscript', () => {
  it('is in the order of time', () => {
    const text = renderTranscript(toTranscriptFile(fixtureObservation('basics')), plain);
    const times = [...text.matchAll(/^ +([\d.]+) ms/gm)].map((match) => Number(match[1]));
    expect(times.length).toBeGreaterThan(10);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(text).toContain('700 bytes, binary');
  });
});
