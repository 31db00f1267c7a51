import { expect, it } from 'vitest';
import { fixtureLabs } from '../testing/fixture-labs.ts';
import { type ProofLab, type ProvenProgram, scoreProof, wrongDeductions } from './proof-lab.ts';
import { renderMatrix } from './render-matrix.ts';
import { renderProof } from './render-proof.ts';

const program: ProvenProgram = {
  id: 'lf-only',
  title: 'LF alone',
  mustFail: ['web-server/line-ends'],
  passes: [],
};
const [webServer] = fixtureLabs();
if (webServer === undefined) throw new Error('The fixture has a lab.');

function labWith(mutants: readonly ProvenProgram[], right: readonly ProvenProgram[] = []): ProofLab {
  const { id, title, checks } = webServer as NonNullable<typeof webServer>;
  return { id, title, checks, mutants, variants: right, references: [] };
}

const measuredAs = (failed: readonly string[], blocked: readonly string[] = []): ProvenProgram => ({
  ...program,
  measured: { failed, blocked },
});

it('a mutant is caught when every check that names its fault failed, and only then', () => {
  const score = (mutant: ProvenProgram) => scoreProof([labWith([mutant])]);
  expect(score(program)).toMatchObject({ planted: 1, measured: 0, caught: 0, wrongInMutants: 0 });
  expect(score(measuredAs(['web-server/line-ends']))).toMatchObject({
    measured: 1,
    caught: 1,
    wrongInMutants: 0,
  });
  expect(score(measuredAs([]))).toMatchObject({ measured: 1, caught: 0 });
  const both = {
    ...measuredAs(['web-server/line-ends']),
    mustFail: ['web-server/line-ends', 'web-server/answers'],
  };
  expect(score(both)).toMatchObject({ caught: 0 });
});

it('a failed check that nothing planted explains is a wrong deduction', () => {
  const mutant = measuredAs(['web-server/line-ends', 'web-server/answers']);
  expect(wrongDeductions(mutant)).toEqual(['web-server/answers']);
  const variant = { ...measuredAs(['web-server/answers']), mustFail: [] };
  expect(scoreProof([labWith([mutant], [variant])])).toMatchObject({
    wrongInMutants: 1,
    wrongInRight: 1,
    right: 1,
  });
});

it('the matrix shows what was caught, missed, blocked and wrong, and leaves out what is not touched', () => {
  const mutant = {
    ...measuredAs(['web-server/answers'], ['web-server/status-line']),
    mustFail: ['web-server/line-ends'],
  };
  const lines = renderMatrix(
    labWith([mutant, { ...measuredAs([]), id: 'idle', mustFail: [] }]),
    'core',
  ).split('\n');
  expect(lines.find((line) => line.startsWith('| `lf-only`'))).toBe(
    '| `lf-only` | ! | ○ |  | ✗ |  |  |  |  |',
  );
  expect(lines.some((line) => line.includes('idle'))).toBe(false);
  expect(renderMatrix(labWith([measuredAs(['web-server/line-ends'])]), 'core')).toContain('|  |  |  | ● |');
  expect(renderMatrix(labWith([program]), 'core')).toContain('|  |  |  | ? |');
  expect(renderMatrix(labWith([mutant]), 'extension')).not.toContain('lf-only');
});

it('the page tells what was not measured, and escapes titles', () => {
  const page = renderProof([labWith([program, { ...program, id: 'other', title: 'a <b>|* title' }])]);
  expect(page).toContain('| 2 | 0 of 2 | 0 | 0 | 0 | 0 |');
  expect(page).not.toContain('<b>');
});
