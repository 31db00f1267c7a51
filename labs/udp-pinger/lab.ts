import { defineLab } from '../../harness/index.ts';
import { endsByItself, goesOnAtOnce, onePingAtATime, waitsOneSecond } from './checks/client-pace.ts';
import { labelsAreRight, namesTheUnit, reportsEachLoss, reportsEachRtt } from './checks/client-reporting.ts';
import {
  duplicatesAreNotTaken,
  foreignContentIsIgnored,
  lateReplyIsNotTaken,
} from './checks/client-robust.ts';
import {
  keepsPinging,
  numbersEachPing,
  pingsOneServer,
  putsTimeInPing,
  sendsTenPings,
} from './checks/client-sending.ts';
import {
  lossPercentage,
  minAvgMax,
  packetsAndTotals,
  standardDeviation,
} from './checks/client-statistics.ts';
import { survivesNoLoss, survivesTotalLoss, survivesUnreachablePort } from './checks/client-surviving.ts';
import {
  heartbeatDelay,
  heartbeatIsNumberedAndTimed,
  heartbeatIsRegular,
  heartbeatLoss,
  heartbeatStops,
} from './checks/heartbeat-checks.ts';
import {
  serverAnswers,
  serverKeepsServing,
  serverLosesFourInEleven,
  serverLossIsChance,
  serverSurvivesOddDatagrams,
  serverUpperCases,
} from './checks/server-checks.ts';
import { mutants } from './mutants/index.ts';
import { PARTS } from './parts.ts';
import { variants } from './variants/index.ts';

export default defineLab({
  id: 'udp-pinger',
  title: 'UDP pinger',
  summary:
    'A client that pings a server over UDP and sums up times and losses, and the server that answers it.',
  version: 3,
  parts: PARTS,
  checks: [
    pingsOneServer,
    keepsPinging,
    sendsTenPings,
    numbersEachPing,
    putsTimeInPing,
    onePingAtATime,
    waitsOneSecond,
    reportsEachRtt,
    labelsAreRight,
    reportsEachLoss,
    minAvgMax,
    lossPercentage,
    endsByItself,
    survivesNoLoss,
    survivesTotalLoss,
    serverAnswers,
    serverKeepsServing,
    serverLosesFourInEleven,
    serverLossIsChance,
    serverUpperCases,
    packetsAndTotals,
    standardDeviation,
    heartbeatIsNumberedAndTimed,
    heartbeatIsRegular,
    heartbeatDelay,
    heartbeatLoss,
    heartbeatStops,
    lateReplyIsNotTaken,
    duplicatesAreNotTaken,
    foreignContentIsIgnored,
    survivesUnreachablePort,
    goesOnAtOnce,
    namesTheUnit,
    serverSurvivesOddDatagrams,
  ],
  libraries: { ownWork: ['ping'] },
  reference: {
    client: 'program/client.ts',
    server: 'program/server.ts',
    'heartbeat-client': 'program/heartbeat-client.ts',
    'heartbeat-server': 'program/heartbeat-server.ts',
  },
  mutants,
  variants,
});
