import { access, constants, stat } from 'node:fs/promises';
import type { Rule } from './question.ts';

/** Lets an empty answer pass. */
export function optional(rule: Rule): Rule {
  return (answer) => (answer === '' ? undefined : rule(answer));
}

/** @param what what the number is, with its article: `A port` */
export function wholeNumber(what: string, from: number, to: number): Rule {
  return (answer) =>
    /^\d+$/.test(answer) && Number(answer) >= from && Number(answer) <= to
      ? undefined
      : `${what} is a whole number from ${from} to ${to}, not "${answer}".`;
}

/** A port to listen on; 0 stands for any free one. */
export const portToListenOn: Rule = wholeNumber('A port', 0, 65_535);

export const portToReach: Rule = wholeNumber('A port', 1, 65_535);

/** @param what what the number is, with its article: `The interval` */
export function numberBetween(what: string, from: number, to: number): Rule {
  return (answer) =>
    /^(\d+\.?\d*|\.\d+)$/.test(answer) && Number(answer) >= from && Number(answer) <= to
      ? undefined
      : `${what} is a number from ${from} to ${to}, such as ${(from + to) / 2}, not "${answer}".`;
}

/** A name or an address. Whether it is known is found out by the program. */
export const host: Rule = (answer) => {
  if (answer === '') return 'Name a host or its address: there is no default.';
  if (/\s/.test(answer)) return `Name one host, without spaces, not "${answer}".`;
  return answer.startsWith('-') ? `No name of a host begins with a hyphen, as "${answer}" does.` : undefined;
};

/** One or more, with spaces between them. */
export const hosts: Rule = async (answer) => {
  for (const each of answer.split(/\s+/)) {
    const fault = await host(each);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

export const folder: Rule = async (answer) => {
  const kind = await kindOf(answer);
  if (kind === 'folder') return undefined;
  return kind === 'file' ? `"${answer}" is a file, not a folder.` : `There is no folder "${answer}".`;
};

/** A folder that is there, or that can be made. */
export const folderToKeep: Rule = async (answer) =>
  (await kindOf(answer)) === 'file' ? `"${answer}" is a file: a folder cannot have its name.` : undefined;

export const fileToRead: Rule = async (answer) => {
  if ((await kindOf(answer)) === 'folder') return `"${answer}" is a folder, not a file.`;
  return access(answer, constants.R_OK).then(
    () => undefined,
    (error: NodeJS.ErrnoException) =>
      error.code === 'EACCES' ? `You may not read "${answer}".` : `There is no file "${answer}".`,
  );
};

export const mailAddress: Rule = (answer) =>
  /^[^\s@,<>]+@[^\s@,<>]+$/.test(answer)
    ? undefined
    : `Write an address such as ada@example.org, not "${answer}".`;

/** One or more, with commas between them. */
export const mailAddresses: Rule = async (answer) => {
  for (const each of answer.split(',')) {
    const fault = await mailAddress(each.trim());
    if (fault !== undefined) return fault;
  }
  return undefined;
};

/** Whatever can be typed on one line. */
export const anyText: Rule = () => undefined;

async function kindOf(location: string): Promise<'folder' | 'file' | 'nothing'> {
  try {
    return (await stat(location)).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'nothing';
  }
}
