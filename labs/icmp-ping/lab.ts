import { defineLab } from '../../harness/index.ts';
import { checksumIsRight } from './checks/checksum-check.ts';
import {
  explainsMissingPermission,
  refusesUnknownName,
  stopsOnInterrupt,
  stopsWithoutStackTrace,
  survivesTotalLoss,
} from './checks/ending-checks.ts';
import {
  explainsParameterProblem,
  explainsTimeExceeded,
  explainsUnreachable,
  matchesErrorsToRequests,
  tellsCodesApart,
} from './checks/error-checks.ts';
import { printsStatistics, showsTtl } from './checks/figure-checks.ts';
import { ignoresForeignReplies, ignoresOtherTypes, ignoresOwnRequest } from './checks/foreign-checks.ts';
import { printsLossPercentage, reportsLosses } from './checks/loss-checks.ts';
import {
  acceptsHighTtl,
  honoursHeaderLength,
  ignoresCorruptedReplies,
  ignoresDuplicates,
  ignoresLateReplies,
} from './checks/odd-reply-checks.ts';
import { goesOnAfterLoss, sendsOneASecond, waitsOneSecond } from './checks/pace-checks.ts';
import {
  hasOwnIdentifier,
  keepsPinging,
  payloadHoldsTime,
  sendsEchoRequests,
  sequenceRises,
} from './checks/request-checks.ts';
import { namesTheUnit, printsRightTimes } from './checks/time-checks.ts';
import { mutants } from './mutants/index.ts';
import { variants } from './variants/index.ts';

/** The pinger on a raw ICMP socket. */
export default defineLab({
  id: 'icmp-ping',
  title: 'ICMP pinger',
  summary:
    'Sends ICMP echo requests on a raw socket, one a second, and prints the round-trip time of each or its loss.',
  version: 3,
  parts: [
    {
      id: 'client',
      title: 'The pinger',
      role: 'client',
      transport: 'icmp',
      needsRawSockets: true,
      clues: [
        { pattern: /icmp/i, in: 'name', weight: 5 },
        { pattern: /ping/i, in: 'name', weight: 3 },
        {
          pattern: /SOCK_RAW|raw-socket|getprotobyname\(["']icmp|IPPROTO_ICMP|ip4:icmp/,
          in: 'source',
          weight: 8,
        },
        { pattern: /ECHO_REQUEST|checksum/i, in: 'source', weight: 3 },
        { pattern: /SOCK_DGRAM|createSocket\(['"]udp|DatagramSocket/, in: 'source', weight: -3 },
        { pattern: /server/i, in: 'name', weight: -3 },
        { pattern: /test/i, in: 'name', weight: -4 },
      ],
    },
  ],
  checks: [
    sendsEchoRequests,
    keepsPinging,
    checksumIsRight,
    hasOwnIdentifier,
    sequenceRises,
    payloadHoldsTime,
    sendsOneASecond,
    printsRightTimes,
    namesTheUnit,
    goesOnAfterLoss,
    waitsOneSecond,
    reportsLosses,
    ignoresForeignReplies,
    ignoresOwnRequest,
    ignoresOtherTypes,
    stopsOnInterrupt,
    printsStatistics,
    printsLossPercentage,
    showsTtl,
    explainsUnreachable,
    tellsCodesApart,
    explainsTimeExceeded,
    explainsParameterProblem,
    matchesErrorsToRequests,
    ignoresDuplicates,
    ignoresLateReplies,
    ignoresCorruptedReplies,
    honoursHeaderLength,
    acceptsHighTtl,
    survivesTotalLoss,
    stopsWithoutStackTrace,
    refusesUnknownName,
    explainsMissingPermission,
  ],
  libraries: { ownWork: ['ping'] },
  reference: { client: 'program/main.ts' },
  mutants,
  variants,
});
