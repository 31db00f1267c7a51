import type { Mutant } from '../../../harness/index.ts';
import { dialogueMutants } from './dialogue-mutants.ts';
import { messageMutants } from './message-mutants.ts';
import { replyMutants } from './reply-mutants.ts';

/** Programs of their own, written as students write them. */
const programs: readonly Mutant[] = [
  {
    id: 'hard-coded-gmail',
    title:
      'A Python program for smtp.gmail.com:465 with all in its source, which prints every code and acts on none',
    part: 'client',
    folder: 'hard-coded-gmail',
    fails: [],
  },
  {
    id: 'prompts-and-plain-text',
    title: 'A Python program that asks for everything, speaks plain text, and ends its lines with LF',
    part: 'client',
    folder: 'prompts-and-plain-text',
    fails: [],
  },
];

export const mutants: readonly Mutant[] = [
  ...dialogueMutants,
  ...messageMutants,
  ...replyMutants,
  ...programs,
];
