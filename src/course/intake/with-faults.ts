import path from 'node:path';
import type { EntryFault } from '../unzip/unzip.ts';
import type { HandIn } from './hand-in.ts';

/** Entries of the class's zip file that were refused, told to whom they belong. */
export function withFaults(
  handIns: readonly HandIn[],
  faults: readonly EntryFault[],
  root: string,
): { readonly handIns: readonly HandIn[]; readonly notes: readonly string[] } {
  const isIn = ({ files }: HandIn, name: string) =>
    files.some((file) =>
      `${name}/`.startsWith(`${path.relative(root, file.path).split(path.sep).join('/')}/`),
    );
  return {
    handIns: handIns.map((handIn) => {
      const own = faults.find(({ name }) => isIn(handIn, name));
      return own === undefined ? handIn : { ...handIn, fault: `${own.name} ${own.fault}.` };
    }),
    notes: faults
      .filter(({ name }) => !handIns.some((handIn) => isIn(handIn, name)))
      .map(({ name, fault }) => `${name} ${fault}, and was left out.`),
  };
}
