import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { fixtureResults, fixtureRun, hostileResults } from '../testing/fixture-results.ts';
import { toJunit } from './junit.ts';
import { failedRun, resultsOf, runShowing, secretText, ungradableRun } from './testing/fixture-exports.ts';

const { run } = fixtureRun([]);
let schema: string;
beforeAll(async () => {
  schema = await readFile(path.join(import.meta.dirname, 'testing/junit.xsd'), 'utf8');
});

const lists = ['testcase', 'property'];
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => lists.includes(name),
});

async function errorsOf(xml: readonly string[]): Promise<readonly string[]> {
  const files = xml.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { errors } = await validateXML({ xml: files, schema: { fileName: 'junit.xsd', contents: schema } });
  return errors.map(({ rawMessage }) => rawMessage);
}

describe('against the schema', () => {
  it('is valid for every lab run of a class', async () => {
    const { labRuns } = fixtureResults();
    expect(await errorsOf(labRuns.map((labRun) => toJunit(labRun, run)))).toEqual([]);
  });

  it('is valid where every text is hostile, graded or not', async () => {
    const [hostile] = hostileResults().labRuns;
    if (!hostile) throw new Error('There is one');
    const worse = {
      ...hostile,
      gradable: true,
      student: 'a\uffff\ufffe\0]]>"\'<b>&amp;',
      verdicts: hostile.verdicts.map((each) => ({
        ...each,
        title: '\x1b[1m]]> \uffff',
        actual: ']]>\uffff',
      })),
    };
    const xml = [toJunit(hostile, run), toJunit(worse, run)];
    expect(await errorsOf(xml)).toEqual([]);
    for (const each of xml) expect(XMLValidator.validate(each)).toBe(true);
  });

  it('finds a document that is not valid', async () => {
    const xml = toJunit(failedRun(), run);
    expect(await errorsOf([xml.replace(/ tests="\d+"/, ' tests="many"')])).not.toEqual([]);
    expect(await errorsOf([xml.replace('<failure', '<failed')])).not.toEqual([]);
  });
});

it('counts failed, blocked and passed checks as other readers do', () => {
  const { testsuites } = parser.parse(toJunit(failedRun(), run));
  const suite = testsuites.testsuite;
  expect(suite).toMatchObject({ tests: '8', failures: '2', errors: '0', skipped: '3' });
  expect(suite.timestamp).toBe('2026-11-22T18:54:36');
  const byClass = new Map(suite.testcase.map((each: { classname: string }) => [each.classname, each]));
  expect(byClass.get('proxy.cache-hit')).toMatchObject({
    name: 'The second request is served from the cache',
    failure: { type: 'core', '#text': expect.stringContaining('Expected: ') },
    'system-out': expect.stringContaining('[[PROPERTY|points=0]]\n[[PROPERTY|max-points=25]]'),
  });
  expect(byClass.get('proxy.cache-equal')).toHaveProperty('skipped');
  expect(byClass.get('proxy.relays-body')).not.toHaveProperty('failure');
  expect(suite.properties.property).toContainEqual({ name: 'points', value: '55' });
});

it('has one error, no pass and no failure where nothing was graded', () => {
  const { testsuites } = parser.parse(toJunit(ungradableRun(), run));
  const suite = testsuites.testsuite;
  expect(suite).toMatchObject({ tests: '9', failures: '0', errors: '1', skipped: '8' });
  expect(suite.testcase[0].error.message).toContain('This machine has no python2.');
  expect(suite.properties.property.map(({ name }: { name: string }) => name)).not.toContain('points');
});

it.each(['verdict', 'nothing'] as const)('says that %s is shown, and holds back the rest', (visibility) => {
  const xml = toJunit(runShowing(visibility), run);
  expect(xml).toContain(`[[PROPERTY|visibility=${visibility}]]`);
  expect(xml).not.toContain(secretText);
});

it('writes a file for each submission', async () => {
  const { exportJunit } = await import('./junit.ts');
  const paths = (...students: string[]) =>
    exportJunit(resultsOf(...students.map((each) => failedRun(each)))).files.map((file) => file.path);
  expect(paths('ada', '../grace')).toEqual([
    'ada/proxy/junit.xml',
    expect.stringMatching(/^grace-\w{10}\/proxy\/junit.xml$/),
  ]);
  expect(paths('ada')).toEqual(['junit.xml']);
});
