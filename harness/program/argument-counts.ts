import { arrayForms, endsProgram } from './argument-slots.ts';
import type { Language } from './types.ts';
import type { UnitSource } from './unit.ts';

export interface ArgumentCounts {
  /** The program gives up with fewer than these. */
  readonly required: number;
  /** The positions below this one are used only when there are that many: the program has values of its own. */
  readonly optional: number;
}

/** What the source's tests of the number of arguments (`len(sys.argv) != 3`, `argc < 2`) ask for. */
export function argumentCounts(source: UnitSource, language: Language): ArgumentCounts {
  let required = 0;
  let optional = 0;
  for (const test of lengthTests(source, language)) {
    const block = firstLines(source.code.slice(test.end, test.end + 400), 5);
    const otherwise = /\belse\b[^=]{0,120}/.exec(source.code.slice(test.end))?.[0] ?? '';
    // `if len(sys.argv) == 2: sys.argv.append(1)`: it puts in itself what is missing.
    if (test.operator === '==' && /\.append\s*\(|argv\s*\+=/.test(firstLines(block, 1))) continue;
    if (test.isTernary) optional = Math.max(optional, atLeast(test));
    else if (isRefusal(test.operator)) {
      const needed = demanded(test);
      if (refuses(block)) required = Math.max(required, needed);
      else optional = Math.max(optional, needed);
    } else if (/usage|exit/i.test(firstLines(otherwise, 3)) || source.bare.length - test.end < 40) {
      required = Math.max(required, atLeast(test));
    } else if (test.operator === '==' && test.count <= 0 && endsProgram(block)) {
      required = Math.max(required, 1);
    } else optional = Math.max(optional, atLeast(test));
  }
  return { required, optional };
}

/** Nobody counts the arguments more often. */
const mostTests = 100;

interface LengthTest {
  readonly operator: string;
  /** Number of arguments compared with, the program's name left out. */
  readonly count: number;
  readonly end: number;
  readonly isTernary: boolean;
}

function lengthTests(source: UnitSource, language: Language): LengthTest[] {
  const lengths = arrayForms(source, language).flatMap((form) => [
    { name: `len\\s*\\(\\s*${form.name}\\s*\\)`, offset: form.offset },
    { name: `(?<![\\w.])${form.name}\\.length`, offset: form.offset },
  ]);
  if (language === 'c' || language === 'c++') lengths.push({ name: '\\bargc', offset: 1 });
  return lengths.flatMap(({ name, offset }) =>
    [
      ...source.bare
        .matchAll(new RegExp(`${name}\\s*\\)?\\s*(<=|>=|==|!=|===|!==|<>|<|>)\\s*(\\d)`, 'g'))
        .take(mostTests),
    ].map((match) => {
      const end = match.index + match[0].length;
      const lineStart = source.bare.lastIndexOf('\n', match.index) + 1;
      const before = source.bare.slice(lineStart, match.index);
      const isTernary =
        /[^=!<>]=[^=].*\bif\s*\(?\s*$/.test(before) || /^\s*\)?\s*\?/.test(source.bare.slice(end));
      const operator = (match[1] ?? '==').replace('===', '==').replace('!==', '!=').replace('<>', '!=');
      return { operator, count: Number(match[2]) - offset, end, isTernary };
    }),
  );
}

/** It gives up, or at least goes on without setting anything in the place of what is missing. */
function refuses(block: string): boolean {
  return endsProgram(block) || !/[^=!<>]=[^=]/.test(firstLines(block, 2));
}

function isRefusal(operator: string): boolean {
  return operator === '<' || operator === '<=' || operator === '!=';
}

function demanded(test: LengthTest): number {
  return test.operator === '<=' ? test.count + 1 : test.count;
}

function atLeast(test: LengthTest): number {
  return test.operator === '>' ? test.count + 1 : test.count;
}

function firstLines(text: string, count: number): string {
  return text
    .split('\n')
    .slice(0, count + 1)
    .join('\n');
}
