import { XMLBuilder } from 'fast-xml-parser';
import type { LabRun, Results, Run } from '../schema.ts';
import { clipText } from '../text/clip-text.ts';
import { visibleLine } from '../text/visible-text.ts';
import { type Exported, submissionFiles } from './export-file.ts';
import { type Item, itemsOf } from './item.ts';
import { notGraded, programLines } from './summary.ts';
import { xmlText } from './xml-text.ts';

/** A node for the builder; keys that begin with `@` become attributes. */
type Node = { readonly [key: string]: string | number | Node | readonly Node[] };

interface Tally {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

/** One `junit.xml` for each submission. */
export function exportJunit(results: Results): Exported {
  return {
    files: submissionFiles(results, 'junit.xml', (labRun) => toJunit(labRun, results.run)),
    remarks: [],
    leftOut: [],
  };
}

/**
 * One submission as a suite, one case per check. Keeps to what Jenkins' schema allows, which is less than other readers
 * take: what is known of a single case besides its outcome goes into its output, as `[[PROPERTY|points=5]]`. Checks that
 * a student is not to know of are among the cases, without their text, with the property `visibility`.
 * @see https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
 * @see https://github.com/testmoapp/junitxml
 */
export function toJunit(labRun: LabRun, run: Run): string {
  const cases = labRun.gradable ? itemsOf(labRun).map(toCase) : ungradedCases(labRun);
  const counts = tallyOf(cases);
  const { tests, failures, errors } = counts;
  const time = seconds(labRun.durationMs);
  const suite = {
    ...attributes({ name: `${labRun.student}: ${labRun.labTitle}`, ...counts, time }),
    '@timestamp': new Date(run.startedAt).toISOString().slice(0, 19),
    properties: { property: suiteProperties(labRun, run) },
    testcase: cases,
    'system-out': programLines(labRun).join('\n'),
  };
  const root = { ...attributes({ name: 'grade', tests, failures, errors, time }), testsuite: suite };
  const xml = builder().build({ '?xml': { '@version': '1.0', '@encoding': 'UTF-8' }, testsuites: root });
  return xmlText(xml);
}

function builder(): XMLBuilder {
  return new XMLBuilder({
    attributeNamePrefix: '@',
    ignoreAttributes: false,
    suppressBooleanAttributes: false,
    suppressEmptyNode: true,
    format: true,
  });
}

/** What failed, failed; what our side broke is an error; what was not tried, or not found out, is skipped. */
function toCase(item: Item): Node {
  const { status, text } = item;
  const detail = { '@message': messageOf(text, status), '#text': text };
  return {
    ...caseHead(item),
    ...(status === 'failed' && { failure: { ...detail, '@type': item.kind } }),
    ...(status === 'errored' && { error: { ...detail, '@type': 'grader' } }),
    ...((status === 'blocked' || status === 'inconclusive') && { skipped: detail }),
    'system-out': propertiesOf(item),
  };
}

/** No case of a lab run without a score counts, neither as passed nor as failed. */
function ungradedCases(labRun: LabRun): Node[] {
  const message = visibleLine(notGraded(labRun));
  const error = { '@message': message, '@type': 'ungradable', '#text': message };
  const head = attributes({ name: 'The submission can be graded', classname: `${labRun.lab}.gradable` });
  const skipped = { '@message': 'It does not count, as the submission could not be graded.' };
  return [{ ...head, error }, ...itemsOf(labRun).map((item) => ({ ...caseHead(item), skipped }))];
}

/** Jenkins takes the lab for the package and the check for the class. */
function caseHead({ id, title }: Item): Node {
  return attributes({ name: visibleLine(title), classname: id.replaceAll('/', '.') });
}

function propertiesOf({ points, possible, visibility, kind }: Item): string {
  const properties = { points, 'max-points': possible, kind, visibility };
  return Object.entries(properties)
    .map(([name, value]) => `[[PROPERTY|${name}=${value}]]`)
    .join('\n');
}

function suiteProperties(labRun: LabRun, run: Run): Node[] {
  const { points, possible, bonus, bonusPossible } = labRun.score;
  const score = { points, 'max-points': possible, bonus, 'max-bonus': bonusPossible };
  const properties = {
    student: labRun.student,
    lab: labRun.lab,
    'lab-version': labRun.labVersion,
    gradable: String(labRun.gradable),
    ...(labRun.gradable && score),
    seed: run.seed,
    runtime: run.runtime,
    submission: labRun.submissionHash,
  };
  return Object.entries(properties).map(([name, value]) => attributes({ name, value }));
}

function tallyOf(cases: readonly Node[]): Tally {
  const having = (name: string) => cases.filter((each) => name in each).length;
  return {
    tests: cases.length,
    failures: having('failure'),
    errors: having('error'),
    skipped: having('skipped'),
  };
}

/** On one line, as attributes have it. */
function attributes(values: Readonly<Record<string, string | number>>): Node {
  const named = Object.entries(values).map(([name, value]) => [`@${name}`, visibleLine(String(value))]);
  return Object.fromEntries(named) as Node;
}

function messageOf(text: string, status: string): string {
  return clipText(visibleLine(text.split('\n', 1)[0] || status), 300);
}

/** Three decimals are all that Jenkins' schema takes. */
function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}
