import type { Mutant } from '../../../harness/index.ts';
import { cachingMutants } from './caching.ts';
import { protocolMutants } from './protocol.ts';
import { relayingMutants } from './relaying.ts';
import { robustnessMutants } from './robustness.ts';
import { studentMutants } from './students.ts';

/** Every known fault, and the checks that must notice it. */
export const mutants: readonly Mutant[] = [
  ...relayingMutants,
  ...cachingMutants,
  ...protocolMutants,
  ...robustnessMutants,
  ...studentMutants,
];
