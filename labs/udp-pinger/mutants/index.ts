import type { Mutant } from '../../../harness/index.ts';
import { badNetworkMutants } from './bad-network-mutants.ts';
import { heartbeatMutants } from './heartbeat-mutants.ts';
import { reportingMutants } from './reporting-mutants.ts';
import { sendingMutants } from './sending-mutants.ts';
import { serverMutants } from './server-mutants.ts';
import { startMutants } from './start-mutants.ts';

export const mutants: readonly Mutant[] = [
  ...startMutants,
  ...sendingMutants,
  ...reportingMutants,
  ...badNetworkMutants,
  ...serverMutants,
  ...heartbeatMutants,
];
