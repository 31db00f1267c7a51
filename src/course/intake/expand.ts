import path from 'node:path';
import { GradeError } from '../../../harness/runtime/errors.ts';
import type { HandIn } from './hand-in.ts';
import { insideOf } from './plain-layout.ts';
import { unfold } from './unfold.ts';

export interface Expanded {
  readonly handIns: readonly HandIn[];
  readonly notes: readonly string[];
  readonly strangers: readonly string[];
}

export interface ExpandOptions {
  readonly labIds: readonly string[];
  readonly workFolder: string;
}

/** Of a zip file with a folder for each lab: the labs. All else stays as it is. */
export async function expand(handIns: readonly HandIn[], options: ExpandOptions): Promise<Expanded> {
  const parts: Expanded[] = [];
  for (const [index, handIn] of handIns.entries()) {
    const stage = path.join(options.workFolder, `container-${index + 1}`);
    parts.push(
      handIn.lab === undefined
        ? await openContainer(handIn, stage, options.labIds)
        : { handIns: [handIn], notes: [], strangers: [] },
    );
  }
  return {
    handIns: parts.flatMap((part) => part.handIns),
    notes: parts.flatMap((part) => part.notes),
    strangers: parts.flatMap((part) => part.strangers),
  };
}

async function openContainer(handIn: HandIn, stage: string, labIds: readonly string[]): Promise<Expanded> {
  const { source, submitters, fault } = handIn;
  if (fault !== undefined) return unknownLab(fault);
  try {
    const { folder } = await unfold(handIn.files, stage);
    const inside = await insideOf(folder, source, labIds);
    const own = inside.handIns.map((each) => ({ ...each, submitters }));
    if (own.length > 0) return { handIns: own, strangers: inside.strangers, notes: [] };
    return {
      ...unknownLab(`${source} holds no folder that is named like a lab.`),
      strangers: inside.strangers,
    };
  } catch (error) {
    if (!(error instanceof GradeError)) throw error;
    return unknownLab(error.message);
  }
}

function unknownLab(fault: string): Expanded {
  const why =
    'It is not known which lab it is for, so it was left out; name the file by student and lab, or use --lab.';
  return { handIns: [], strangers: [], notes: [`${fault} ${why}`] };
}
