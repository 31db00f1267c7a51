import type { Mutant } from '../../../harness/index.ts';
import { bodyMutants } from './body-mutants.ts';
import { clientMutants } from './client-mutants.ts';
import { headMutants } from './head-mutants.ts';
import { requestMutants } from './request-mutants.ts';

/** Programs with one fault each. */
export const mutants: readonly Mutant[] = [
  ...headMutants,
  ...bodyMutants,
  ...clientMutants,
  ...requestMutants,
  {
    id: 'textbook-skeleton',
    title: 'The textbook skeleton in Python, filled in: no header lines, text mode, one client at a time',
    part: 'server',
    folder: 'textbook-skeleton',
    fails: [
      'web-server/nothing-after-body',
      'web-server/content-type',
      'web-server/content-length',
      'web-server/beside-silent-client',
      'web-server/beside-slow-reader',
      'web-server/binary-bytes',
      'web-server/text-unchanged',
      'web-server/head',
      'web-server/conditional-get',
      'web-server/date',
      'web-server/split-request',
      'web-server/percent-encoding',
      'web-server/query-string',
      'web-server/stays-in-root',
      'web-server/method-not-allowed-405',
      'web-server/unknown-method-501',
      'web-server/survives-garbage',
      'web-server/survives-empty-connection',
      'web-server/survives-vanished-client',
      'web-server/survives-idle-connections',
    ],
  },
];
