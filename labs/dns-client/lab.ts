import { defineLab } from '../../harness/index.ts';
import { checks } from './checks/lookup-checks.ts';
import { mutants } from './mutants/index.ts';
import { variants } from './variants/index.ts';

export default defineLab({
  id: 'dns-client',
  title: 'DNS client',
  summary: 'Asks a name server for the addresses of a name, in bytes made by hand, and prints them.',
  version: 1,
  parts: [
    {
      id: 'client',
      title: 'The DNS client',
      role: 'client',
      transport: 'udp',
      port: 53,
      arguments: ['{name}', '{host}'],
      clues: [{ in: 'name', pattern: /dns|resolv|look_?up|dig/i, weight: 4 }],
    },
  ],
  checks,
  reference: { client: 'program/main.ts' },
  libraries: { ownWork: ['dns'] },
  mutants,
  variants,
});
