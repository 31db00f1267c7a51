import type { Question } from '../question.ts';
import { host, optional } from '../rules.ts';

/** Asked by whatever listens. */
export const listenAddress: Question = {
  name: 'host',
  message: 'Address to listen on (empty for all, 127.0.0.1 for this machine alone):',
  default: '',
  rule: optional(host),
};
