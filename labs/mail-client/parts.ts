import { type Part, smtpClientClues } from '../../harness/index.ts';

/** The one program of the lab. */
export const PARTS: readonly Part[] = [
  {
    id: 'client',
    title: 'Mail client',
    role: 'client',
    transport: 'tcp',
    clues: smtpClientClues,
  },
];
