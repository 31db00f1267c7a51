import type { LaunchableProgram } from '../launchable-program.ts';
import { folderToKeep, portToListenOn, wholeNumber } from '../rules.ts';
import { listenAddress } from './listen-address.ts';

export const proxy: LaunchableProgram = {
  lab: 'proxy',
  part: 'proxy',
  name: 'proxy',
  title: 'Caching proxy',
  summary: 'Fetches pages for a browser, and keeps copies of them.',
  file: 'labs/proxy/program/main.ts',
  questions: [
    { name: 'port', message: 'Port to listen on:', default: '8888', rule: portToListenOn },
    listenAddress,
    { name: 'cache-dir', message: 'Folder for the copies:', default: './cache', rule: folderToKeep },
    {
      name: 'max-cache-mb',
      message: 'Most that the copies may take, in MiB:',
      default: '256',
      rule: wholeNumber('It', 1, 1_000_000),
    },
  ],
};
