import path from 'node:path';
import { checkIdsFile, idsOfLab } from './check-ids.ts';
import { type LintedLab, whereIs } from './linted-lab.ts';
import type { Problem } from './problem.ts';

const words = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** A number where a word should say what is meant: it changes its meaning when a check is put before it. */
const position =
  /^([a-z]|check|test|case|step|task|item|part|requirement|req|criterion|question|q|no)-?\d+[a-z]?$/;

/** Ids are words, below the lab's name, and each stands for one check. */
export function lintIds(linted: LintedLab): readonly Problem[] {
  const { lab } = linted;
  const ids = lab.checks.map(({ id }) => id);
  return ids.flatMap((id, index) => {
    const where = whereIs(linted, id);
    if (ids.indexOf(id) < index)
      return { where, what: `two checks have the id ${id}`, mend: 'Rename the newer one' };
    const name = id.startsWith(`${lab.id}/`) ? id.slice(lab.id.length + 1) : undefined;
    if (name === undefined || !words.test(name))
      return {
        where,
        what: `${id} is not of the form ${lab.id}/words-with-hyphens`,
        mend: `Name it ${lab.id}/ and what it asks for, in lower case`,
      };
    if (position.test(name))
      return {
        where,
        what: `${id} names a position`,
        mend: 'Name what it asks for: positions change, ids never',
      };
    return [];
  });
}

/** Ids stand in gradebooks and course files of others: they do not change, vanish, or come back as something else. */
export function lintRecordedIds(linted: LintedLab): readonly Problem[] {
  const { lab, ids } = linted;
  const file = path.relative('', path.join(linted.folder, checkIdsFile));
  const current = idsOfLab(lab);
  const known = new Set([...ids.checks, ...ids.retired]);
  return [
    ...current
      .filter((id) => ids.retired.includes(id))
      .map((id) => ({
        where: whereIs(linted, id),
        what: `${id} was the id of a check that was given up`,
        mend: 'Choose another: old results would seem to be about this one',
      })),
    ...current
      .filter((id) => !known.has(id))
      .map((id) => ({
        where: whereIs(linted, id),
        what: `${id} is not recorded in ${file}`,
        mend: 'When it is a new check: node src/docs/write-catalogue.ts. When it was renamed: give it its old id back',
      })),
    ...ids.checks
      .filter((id) => !current.includes(id))
      .map((id) => ({
        where: file,
        what: `${id} is recorded, and ${lab.id} has no such check`,
        mend: 'Give the check its id back; or, if it was given up, move the id to "retired"',
      })),
  ];
}
