import type { Mutant } from '../../../harness/index.ts';
import { clientMutants } from './client-mutants.ts';
import { heartbeatMutants } from './heartbeat-mutants.ts';
import { serverMutants } from './server-mutants.ts';

export const mutants: readonly Mutant[] = [...clientMutants, ...serverMutants, ...heartbeatMutants];
